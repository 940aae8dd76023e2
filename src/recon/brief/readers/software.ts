import type { Finding } from "../../../core/finding.ts";
import { npmPurlOf, packageName, purlOf } from "../names/packages.ts";
import type { Mention, Reader } from "../reader.ts";

/** A release of a package. */
export function softwareOf(name: string, version: string): Mention {
  const shown = packageName(name);
  return {
    kind: "software",
    id: `${shown}@${version}`,
    name: `${shown} ${version}`,
    facts: { type: "library", name: shown, version, purl: purlOf(shown, version) },
  };
}

/** `torch==1.9.0+cu111`, `torch[dev]==1.9.0`, `torch=1.9.0=py3.8_0`, `torch 1.9.0`. */
const pin = /^([A-Za-z][\w.-]*)(?:\[[^\]]*\])?(?:={1,3}| @ | )v?(\d[\w.+!-]*)/;

const pinReader: Reader = {
  rules: ["package-pin", "conda-pin"],
  read: ({ preview }) => {
    const [, name, version] = pin.exec(preview) ?? [];
    return name === undefined || version === undefined
      ? {}
      : { mentions: [softwareOf(name, version)] };
  },
};

/** `name = "torch"` and `version = "1.9.0"` on lines of their own, as lock files and metadata write them. */
const locked = /^(?:name = )?"?([\w.-]+)"?\s{0,2}\r?\n(?:Version: |version = )"?v?(\d[\w.+!-]*)/i;

const lockedReader: Reader = {
  rules: ["locked-package"],
  read: ({ preview }) => {
    const [, name, version] = locked.exec(preview) ?? [];
    return name === undefined || version === undefined
      ? {}
      : { mentions: [softwareOf(name, version)] };
  },
};

/** `transformers_version` in a key or before a value; `PyTorch version: `. */
const named = /([A-Za-z][\w-]*?)[_ -]?(?:version|runtime)\W{0,8}$|(sentence_transformers)\W{0,8}$/i;

const npm = /^([^"]+)"(?::|,)[^"]*"version":\s*"([^"]+)$/;

/** A name and a version beside it are a package only where npm writes them. */
const npmFile = /(?:^|[/\\])(?:package|package-lock|npm-shrinkwrap|\.package-lock)\.json$/;

const npmReader: Reader = {
  rules: ["npm-package"],
  read: ({ preview, location }) => {
    const [, name, version] = npm.exec(preview) ?? [];
    if (name === undefined || version === undefined || !npmFile.test(location.path)) return {};
    return {
      mentions: [
        {
          kind: "software",
          id: `npm/${name}@${version}`,
          name: `${name} ${version}`,
          facts: { type: "library", name, version, purl: npmPurlOf(name, version) },
        },
      ],
    };
  },
};

/** What has no name that is worth looking up. */
const unnamed = new Set(["framework", "producer", "runtime", "db"]);

function versionReader(finding: Finding): Mention | undefined {
  const { location, context, preview } = finding;
  const texts = [context?.before ?? "", location.key ?? ""];
  for (const text of texts) {
    const found = named.exec(text);
    const name = (found?.[1] ?? found?.[2])?.replace(/^_+/, "").toLowerCase();
    if (name === undefined || unnamed.has(name)) continue;
    const full =
      name === "databricks" ? "databricks-runtime" : name.replace("deepspeed info", "deepspeed");
    return softwareOf(full, preview.replace(/^v/, ""));
  }
  return undefined;
}

const libraryReader: Reader = {
  rules: ["library-version", "framework-banner"],
  read: (finding) => ({ mentions: [versionReader(finding)] }),
};

/** By a word shortly before the version. */
const driverNames = [
  ["driver", "nvidia-driver"],
  ["cudnn", "cudnn"],
  ["nccl", "nccl"],
] as const;

const driverReader: Reader = {
  rules: ["cuda-version"],
  read: ({ preview, context, location }) => {
    const near = `${location.key ?? ""} ${context?.before ?? ""}`.toLowerCase();
    const last = near.slice(-32);
    const [, name = "cuda"] = driverNames.find(([word]) => last.includes(word)) ?? [];
    return { mentions: [softwareOf(name, preview.replace(/\+cuda.*/, ""))] };
  },
};

const hardwareReader: Reader = {
  rules: ["gpu-model"],
  read: ({ preview }) => {
    const name = preview.trim();
    return {
      mentions: [
        {
          kind: "software",
          id: `device/${name.toLowerCase()}`,
          name,
          facts: { type: "device", name },
        },
      ],
    };
  },
};

/** `Linux-5.15.0-1051-aws-x86_64-with-glibc2.31`, `Linux version 5.4.0-x`, `Linux gpu07 5.4.0-x`. */
const kernel = /^(Linux|macOS|Darwin|Windows)(?:-| version | [\w.-]+ )(\d[\w.+~-]*)/;

const kernelReader: Reader = {
  rules: ["kernel-version"],
  read: ({ preview }) => {
    const [, system, version] = kernel.exec(preview) ?? [];
    if (system === undefined || version === undefined) return {};
    const name = system.toLowerCase().replace("darwin", "macos");
    const release = version.replace(/-(?:x86_64|aarch64|arm64|ppc64le).*$/, "");
    const software = softwareOf(name, release);
    return {
      mentions: [{ ...software, facts: { ...software.facts, type: "operating-system" } }],
    };
  },
};

const pythonReader: Reader = {
  rules: ["python-build"],
  read: ({ preview }) => {
    const version = /^\d[\d.]*(?:rc\d)?/.exec(preview)?.[0];
    return { mentions: [version === undefined ? undefined : softwareOf("python", version)] };
  },
};

export const software: readonly Reader[] = [
  pinReader,
  lockedReader,
  npmReader,
  libraryReader,
  driverReader,
  hardwareReader,
  kernelReader,
  pythonReader,
];
