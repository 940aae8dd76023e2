import { render } from "preact";
import "./style/report.css";
import type { PageData } from "../../src/report/html/page-data.ts";
import { followPrefixes } from "./parts/keys.ts";
import { answersFrom, reader } from "./report/answers.ts";
import { ReportApp } from "./report/app.tsx";
import { followAddress } from "./route.ts";
import { answerWith, session } from "./server/client.ts";
import { applyTheme } from "./shell/theme.tsx";

const data = JSON.parse(document.getElementById("data")?.textContent ?? "") as PageData;
answerWith(answersFrom(data));
session.value = reader;
applyTheme();
followAddress();
const root = document.getElementById("app");
if (root) render(<ReportApp of={data} />, root);
followPrefixes();
