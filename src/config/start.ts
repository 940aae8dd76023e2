/** Settings to start with: everything is a comment, so that nothing changes before somebody wants it. */
export const start = `# yaml-language-server: $schema=node_modules/tare/dist/config.schema.json
# Settings of tare for all that is in this folder. 'tare config check' checks them.

# defaults:                  # options of 'tare scan'
#   fail-on: medium
#   max-memory: 1G

# baseline: tare.baseline.jsonl
# rule-files: [.gitleaks.toml]
# exclude: ["data/raw/**"]   # not scanned
# keywords:                  # names of projects, hosts, customers
#   - nightingale
#   - { word: corp.acme.example, severity: high, reason: internal names }

# severities:
#   rules: { training-log: low }
#   classes: { stack: info }

# allow:
#   - rule: private-host
#     path: docs/**
#     reason: examples in the documentation
#     owner: docs team
#     expires: 2027-06-30

# secrets:                   # what 'tare run' sets, and where it stands
#   HF_TOKEN: vault://secret/data/hub#token

# release:
#   files: ["evaluation/*.json"]   # go up besides what a model needs ('tare hook')

# rules:
#   - id: acme-token
#     title: Acme API token
#     pattern: '\\bacme_[A-Za-z0-9]{32}\\b'
#     severity: critical
#     examples:
#       found: ["key = acme_Q1w2E3r4T5y6U7i8O9p0A1s2D3f4G5h6"]
#       ignored: ["acme_handbook"]
`;
