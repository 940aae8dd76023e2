import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";

export const azureServices: readonly Rule[] = [
  {
    id: "azure-search-key",
    title: "Azure AI Search key",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "An admin key: read, change and delete the indexes; a query key: read them.",
    remedy: "Regenerate it under Keys of the search service.",
    keywords: ["search"],
    pattern: assigned(
      /(?:azure|cognitive|ai|acs)[-_. ]?(?:ai[-_. ]?|cognitive[-_. ]?)?search[\w .-]{0,24}?key[\w-]{0,12}/,
      /(?:[A-Za-z0-9]{52}|[0-9A-F]{32})/,
    ),
    proofs: [
      { kind: "entropy", min: 3 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: ["https://learn.microsoft.com/azure/search/search-security-api-keys"],
    examples: {
      found: [
        "AZURE_SEARCH_KEY=«Q9LkVKGxBLtoVgxJMJWZCYRUd5qH1ajBdDamXmglD4C5ZEEsHebX»",
        'azure_ai_search_admin_key: "«60E62A63B257C01D196CC53C664CE4D0»"',
      ],
      ignored: ["AZURE_SEARCH_KEY=<your-search-key>"],
    },
  },
  {
    id: "azure-endpoint-access-key",
    title: "Azure Communication, SignalR or Web PubSub key",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Send messages and make calls at your cost, or listen to all connections of the hub.",
    remedy: "Regenerate it under Keys of the resource.",
    keywords: ["accesskey="],
    pattern:
      /(?:communication\.azure\.com|service\.signalr\.net|webpubsub\.azure\.com)\/?;AccessKey=(?<value>[A-Za-z0-9+/]{40,100}={0,2})(?![A-Za-z0-9+/=])/i,
    proofs: [{ kind: "entropy", min: 4 }],
    references: [
      "https://learn.microsoft.com/azure/communication-services/quickstarts/create-communication-resource",
      "https://learn.microsoft.com/azure/azure-signalr/concept-connection-string",
    ],
    examples: {
      found: [
        "endpoint=https://acme.communication.azure.com/;accesskey=«w88blC214yzPGfyuUm3UsKxat2na7Pk+tVahV9H5Q0vY24cD9Lnj9CkOmkP0wPSfNpkkf+8B4Mt2J5jFLlMjW8==»",
        "Endpoint=https://hub.service.signalr.net;AccessKey=«s28bTB7Pm/Pe5hDKNH6Sl50zZ2pqi4PeNU1nwb5sNfs=»;Version=1.0;",
      ],
      ignored: ["Endpoint=https://hub.service.signalr.net;AccessKey=<key>"],
    },
  },
  {
    id: "azure-cosmos-key-old",
    title: "Azure Cosmos DB key (old form)",
    class: "secret",
    severity: "critical",
    confidence: "medium",
    harm: "Read, change and delete all data of the account.",
    remedy: "Regenerate it under Keys of the account.",
    keywords: ["cosmos", "documentdb"],
    pattern: assigned(
      /(?:cosmos(?:[-_ ]?db)?|documentdb)[\w .-]{0,24}?key[\w-]{0,12}/,
      /[A-Za-z0-9+/]{86}==/,
    ),
    proofs: [{ kind: "entropy", min: 4.5 }],
    references: ["https://learn.microsoft.com/azure/cosmos-db/secure-access-to-data"],
    examples: {
      found: [
        "COSMOS_KEY=«A74f3ELuQY77ewU8Olo4IVRoXZ5Hqs6TJxw0bZOGyt36pKWeyyZF/doNmRRSubfz/eI8AfCQOCV6cepynNpFiX==»",
      ],
      ignored: ["COSMOS_KEY=m24kwK+bN8DhBXmK+eHa6spkFOVE+aaPYTOIBL56"],
    },
  },
  {
    id: "azure-maps-key-old",
    title: "Azure Maps or Event Grid key (old form)",
    class: "secret",
    severity: "medium",
    confidence: "medium",
    harm: "Call the maps, or send events, at your cost.",
    remedy: "Regenerate it under the keys of the resource.",
    keywords: ["maps", "event_grid", "eventgrid", "aeg-sas-key"],
    pattern: assigned(
      /azure[-_ ]?maps[\w .-]{0,24}?key[\w-]{0,12}|event[-_ ]?grid[\w .-]{0,24}?key[\w-]{0,12}|aeg-sas-key/,
      /(?:[A-Za-z0-9+/_-]{43}=?)/,
    ),
    proofs: [
      { kind: "entropy", min: 4 },
      { kind: "has", all: ["digit", "lower", "upper"] },
      { kind: "not-words" },
    ],
    references: [
      "https://learn.microsoft.com/azure/azure-maps/how-to-manage-authentication",
      "https://learn.microsoft.com/azure/event-grid/get-access-keys",
    ],
    examples: {
      found: [
        "AZURE_MAPS_KEY=«T24dEEXBKrAvp-C4NGkx7mS8bMbvuNWJ8Rry5ync_xr»",
        "aeg-sas-key: «T58dNFFcDJW4Gi9Y+tZ9hYfzHQwV3uXDhKD1+9w79+o=»",
      ],
      ignored: ["AZURE_MAPS_KEY=<subscription-key>"],
    },
  },
  {
    id: "azure-publish-password",
    title: "Azure publish profile password",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Replace the code of the web app.",
    remedy: "Reset the publish profile of the app, and turn basic authentication off.",
    keywords: ["userpwd="],
    pattern: /userPWD=\\?"(?<value>[A-Za-z0-9]{60})\\?"/i,
    proofs: [{ kind: "entropy", min: 4 }],
    references: ["https://learn.microsoft.com/azure/app-service/deploy-configure-credentials"],
    examples: {
      found: [
        '<publishProfile userName="$app" userPWD="«92fkXFPDIPYa3RjaFSNRSi9hZc1We1BC6l8hWbvYXBIQHOW3vTokFGF2Q5Ju»" />',
      ],
      ignored: ['userPWD="your-password"'],
    },
  },
  {
    id: "azure-registry-password-old",
    title: "Azure Container Registry password (old form)",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Pull and push every image of the registry.",
    remedy: "Regenerate it under Access keys of the registry, or turn the admin user off.",
    keywords: ["azurecr.io", "acr_"],
    pattern: assigned(
      /(?:(?<![A-Za-z])acr|azurecr|registry)[\w .-]{0,16}?password[\w-]{0,12}|docker login [^\n]{0,80}?azurecr\.io[^\n]{0,60}?(?:-p|--password)/,
      /[A-Za-z0-9+/=]{32}/,
    ),
    proofs: [
      { kind: "entropy", min: 4 },
      { kind: "has", all: ["digit", "lower", "upper"] },
      { kind: "not-words" },
    ],
    references: [
      "https://learn.microsoft.com/azure/container-registry/container-registry-authentication",
    ],
    examples: {
      found: ["ACR_PASSWORD=«q33jyHJMDE4i/9DQ1HBU3aOptEOKETFI»"],
      ignored: ["ACR_PASSWORD=$PASSWORD"],
    },
  },
  {
    id: "azure-refresh-token",
    title: "Microsoft Entra refresh token",
    class: "secret",
    severity: "critical",
    confidence: "medium",
    harm: "Fetch access tokens of the user for weeks: Azure, mail, files.",
    remedy: "Revoke the sessions of the user in Entra ID.",
    keywords: ["refresh_token", "refreshtoken", "secret"],
    pattern: assigned(
      /refresh_?token|"secret"/,
      /(?:[01]\.A[A-Za-z0-9_-]{200,2000}(?:\.[A-Za-z0-9_-]{10,400})?|M\.[CR]\d{1,4}_[A-Z0-9]{3}\.[A-Za-z0-9!*_.-]{60,1000})/,
    ),
    proofs: [{ kind: "entropy", min: 4 }],
    references: ["https://learn.microsoft.com/entra/identity-platform/refresh-tokens"],
    examples: {
      found: [
        '"refresh_token": "«0.AH29bmKMsCOPxf32XaoHYlmaON7rtUMJk32a69N8mNjF2onEXy8UzsddpZ0b7RDO_HAD-9GiIkL3f7gwgD2tASEi2xC5-r4uU9o7Mj7PUFjJVNeSVSvCW0VI10CxdRfmz28o2yVCYoeWODSu0QJN_PvDf6PCl_TMlMsQ-v8zY4Idyn1ucQGdcT3oCxOKAYur9KY6PHOQeKY8EHjnkn0nUr_1e8VPGpyo_qiSKqDgXoq5jB4jn»"',
      ],
      ignored: ["refresh_token=0.A"],
    },
  },
  {
    id: "azure-ml-endpoint-key",
    title: "Azure Machine Learning endpoint key",
    class: "secret",
    severity: "high",
    confidence: "low",
    harm: "Call the model behind the endpoint at your cost.",
    remedy: "Regenerate it on the Consume tab of the endpoint.",
    keywords: ["azureml", "azure_ml", "aml_"],
    pattern: assigned(
      /(?:azure[-_ ]?ml|(?<![A-Za-z])aml)[\w .-]{0,30}?key[\w-]{0,12}/,
      /[A-Za-z0-9]{32}/,
    ),
    proofs: [
      { kind: "entropy", min: 3.8 },
      { kind: "has", all: ["digit", "lower", "upper"] },
      { kind: "not-words" },
    ],
    references: [
      "https://learn.microsoft.com/azure/machine-learning/how-to-authenticate-online-endpoint",
    ],
    examples: {
      found: ["AZUREML_ENDPOINT_API_KEY=«L4QaLG5BGLFthoiJFMx6PM2FbPiO3AOr»"],
      ignored: ["AZUREML_KEY=<endpoint-key>"],
    },
  },
];
