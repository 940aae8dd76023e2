import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";
import { token } from "../token.ts";

export const azure: readonly Rule[] = [
  {
    id: "azure-storage-account-key",
    title: "Azure storage account key",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Read, overwrite and delete everything in the storage account, and sign further access to it.",
    remedy:
      "Regenerate the key under the storage account's Access keys, then prefer Entra ID over keys.",
    keywords: ["accountkey", "account_key", "account-key", "storage"],
    pattern: assigned(
      /account[-_ ]?key|storage[\w .-]{0,24}?key[\w-]{0,12}/,
      /[A-Za-z0-9+/]{86}==/,
    ),
    proofs: [{ kind: "marvin32" }, { kind: "entropy", min: 4.5 }],
    references: ["https://learn.microsoft.com/azure/storage/common/storage-account-keys-manage"],
    examples: {
      found: [
        "DefaultEndpointsProtocol=https;AccountName=models;AccountKey=«GOTp1UdQZGBjSC8ZbCYS+/rF/TYCB90oR5isS76cT5y5fIl9x/hb363utDeDYGcQmEF4iqR6ZIG5ioWTWVWpJW==»;EndpointSuffix=core.windows.net",
        'AZURE_STORAGE_ACCOUNT_KEY="«8+lmdNhaVWHob3AkoYZuoJ+gfOlgS66+ch9odI63th6miUr4u4S9z5d1X7PqPY8KvtckkEyWK9TURhj8D24zfO==»"',
      ],
      ignored: ["AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq"],
    },
  },
  {
    id: "azure-identifiable-key",
    title: "Azure service key",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Full access to the Azure service that issued it: storage, Cosmos DB, Batch, Service Bus, Event Hubs, search or a registry.",
    remedy: "Regenerate the key on the service's Keys page in the Azure portal.",
    keywords: ["+ast", "acdb", "+aba", "+asb", "+aeh", "+acr", "aiot", "azca", "azse", "azdo"],
    pattern:
      /(?<![A-Za-z0-9+/])(?<value>[A-Za-z0-9+/]{76}(?:\+ASt|ACDb|\+ABa)[A-Za-z0-9+/]{6}==|[A-Za-z0-9+/]{33}(?:\+ASb|\+AEh|AIoT|AzCa)[A-Za-z0-9+/]{5,7}=|[A-Za-z0-9+/]{42}(?:AzSe|\+ACR)[A-D][A-Za-z0-9+/]{5}|[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4})(?![A-Za-z0-9+/=])/,
    proofs: [{ kind: "marvin32" }, { kind: "entropy", min: 4 }],
    references: [
      "https://github.com/microsoft/security-utilities",
      "https://learn.microsoft.com/azure/devops/organizations/accounts/use-personal-access-tokens-to-authenticate",
    ],
    examples: {
      found: [
        'key = "«34y4ogH3kO8c77pcHa0xMV+UOK1JO8TKMNMUKd2XdUIGyrW3vSyHofhEpQ1SjhohrJT29uC/C6NY+AStQef61j==»"',
        "AZURE_DEVOPS_EXT_PAT=«ce9IEWt3uGhOPoD6NRDk3HcYiaSHhCIUTFg4fA4PA1HjusDPu1DeTmdGYeRIchXA2AgTFGZsRzVDAZDOuYBa»",
      ],
      ignored: ["M9pj+YffFNOJMe7HkmgGMC71LLVmjZY6/BycbSgC+ASt4YTPta=="],
    },
  },
  {
    id: "azure-ai-key",
    title: "Azure AI services key",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Run the models of the Azure OpenAI or AI services resource at your cost and read its files.",
    remedy: "Regenerate the key under the resource's Keys and Endpoint page.",
    keywords: ["jqqj99"],
    pattern: token(/[A-Za-z0-9]{52}JQQJ99[A-Za-z0-9]{26,32}/),
    proofs: [{ kind: "marvin32" }, { kind: "entropy", min: 4 }],
    references: ["https://learn.microsoft.com/azure/ai-services/authentication"],
    examples: {
      found: [
        "AZURE_OPENAI_API_KEY=«6uYzZeZB6FqYI3yCPmDKtKC9kU3V576T2gPZqQg4W5JqPWRJYnw0JQQJ99HwYpY10MqasnaMGsxCg5aG1oFr»",
      ],
      ignored: ["JQQJ99 is a mark in keys"],
    },
  },
  {
    id: "azure-ai-key-old",
    title: "Azure AI services key (old form)",
    class: "secret",
    severity: "critical",
    confidence: "medium",
    harm: "Run the models of the Azure OpenAI or AI services resource at your cost and read its files.",
    remedy: "Regenerate the key under the resource's Keys and Endpoint page.",
    keywords: [
      "azure",
      "aoai",
      "subscription-key",
      "subscription_key",
      "cognitive",
      "openai_api_key",
      "speech_key",
    ],
    pattern: assigned(
      /(?:(?:azure|cognitive|aoai)[\w .-]{0,30}?(?:key|secret)|azure[-_ ]?openai|aoai|(?:ocp-apim-)?subscription[-_]key|openai_api_key|(?<![A-Za-z])speech_key)[\w-]{0,12}/,
      /[0-9a-f]{32}/,
    ),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://learn.microsoft.com/azure/ai-services/authentication"],
    examples: {
      found: [
        "AZURE_OPENAI_API_KEY=«70ad1eee2b00c3b1ef36435d4c022926»",
        "Ocp-Apim-Subscription-Key: «274db9a097b1baf0973b94e22cd99992»",
      ],
      ignored: [
        "azure_tenant = ca094eb6249e7247409c2e6ff18460d4",
        'azure_key_md5_of_the_stored_blob_file = "79b01c8adaf24665f78bae0f5766ae6"',
      ],
    },
  },
  {
    id: "azure-sas-signature",
    title: "Azure shared access signature",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Read, or with its other rights write and delete, the container or blob that it names, until it ends.",
    remedy:
      "Rotate the account key that signed it, or delete the stored access policy; move what must stay private.",
    keywords: ["sig="],
    pattern:
      /(?:[?&;]|\bsv=[^\s"'<>]{4,200}?&(?:amp;)?)sig=(?<value>[A-Za-z0-9%/+]{40,100}(?:%3D|=)?)(?![A-Za-z0-9%/+])/i,
    proofs: [
      { kind: "entropy", min: 4 },
      { kind: "has", all: ["digit", "letter"] },
    ],
    references: ["https://learn.microsoft.com/azure/storage/common/storage-sas-overview"],
    examples: {
      found: [
        "https://acct.blob.core.windows.net/models?sv=2023-11-03&sr=c&sp=rl&se=2027-01-01&sig=«c47bPnyX2YqeOh3U4nP5%2BS64DJFN4WORHkNNhnr88Ub%3D»",
      ],
      ignored: ["https://host/verify?sig=abc", "[sig=0.05] and other levels"],
    },
  },
  {
    id: "azure-shared-access-key",
    title: "Azure Service Bus, Event Hubs or IoT key",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Send and read messages of the namespace with the rights of the policy that the string names.",
    remedy: "Regenerate the policy's keys under Shared access policies.",
    keywords: ["sharedaccesskey"],
    pattern:
      /SharedAccessKey\\?["']?[ \t]{0,4}[=:][ \t]{0,4}\\?["']?(?<value>[A-Za-z0-9+/]{32,88}={0,2})(?![A-Za-z0-9+/=])/i,
    proofs: [{ kind: "entropy", min: 3.8 }],
    references: ["https://learn.microsoft.com/azure/event-hubs/event-hubs-get-connection-string"],
    examples: {
      found: [
        '"SharedAccessKey": "«wT4kLq9ZcXv2bN7mRj5pHs8dFg3aYe6uQi1oWx0zKt4=»"',
        "Endpoint=sb://q.servicebus.windows.net/;SharedAccessKeyName=send;SharedAccessKey=«rGfvdRmBBJ+4qSFdb5CSZcpOXgqklJWZv/NFW7FXe6E=»",
      ],
      ignored: ["SharedAccessKey=<key>"],
    },
  },
  {
    id: "azure-app-config-secret",
    title: "Azure App Configuration secret",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Read, and with a write key change, the configuration of your services.",
    remedy: "Regenerate the key under the store's Access settings.",
    keywords: ["azconfig.io"],
    pattern:
      /azconfig\.io;Id=[^;\s"']{4,60};Secret=(?<value>[A-Za-z0-9+/]{40,100}={0,2})(?![A-Za-z0-9+/=])/i,
    proofs: [{ kind: "entropy", min: 3.8 }],
    references: [
      "https://learn.microsoft.com/azure/azure-app-configuration/howto-disable-access-key-authentication",
    ],
    examples: {
      found: [
        "Endpoint=https://cfg.azconfig.io;Id=ab-l0-s0:wQHoSH5YlkvNZiffvYew;Secret=«F+JuHe6KlZC6+KyMHzjjB9GUuceddm4rqiXBUFu5L05=»",
      ],
      ignored: ["Endpoint=https://cfg.azconfig.io;Id=x;Secret="],
    },
  },
  {
    id: "azure-client-secret",
    title: "Microsoft Entra client secret",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Sign in as the app and act with all its rights in the tenant.",
    remedy:
      "Delete the secret under App registrations, Certificates & secrets, and look at the app's sign-in log.",
    keywords: ["q~"],
    pattern:
      /(?<![A-Za-z0-9_~.-])(?<value>[A-Za-z0-9_~.-]{3}\dQ~[A-Za-z0-9_~.-]{31,34})(?![A-Za-z0-9_~-])/,
    proofs: [{ kind: "entropy", min: 3.8 }],
    check: {
      url: "https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token",
      method: "POST",
      body: {
        kind: "form",
        fields: {
          grant_type: "client_credentials",
          client_id: "{client}",
          client_secret: "{value}",
          scope: "https://graph.microsoft.com/.default",
        },
      },
      companions: {
        tenant: {
          title: "tenant",
          pattern:
            /tenant(?:[-_ ]?id)?\W{1,10}(?<value>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/i,
        },
        client: {
          title: "client id",
          pattern:
            /(?:client|app(?:lication)?)(?:[-_ ]?id)?\W{1,10}(?<value>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/i,
        },
      },
      sideEffect:
        "Stands in the sign-in log of the tenant; Entra makes an access token of an hour, which is thrown away unread.",
      auth: { kind: "inside" },
      active: [{ status: 200, json: "access_token" }],
      inactive: [{ status: 401, json: "error_codes", text: /\b(?:7000215|7000222)\b/ }],
      documentation:
        "https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow",
      examples: {
        active: {
          status: 200,
          body: { token_type: "Bearer", expires_in: 3599, access_token: "eyJ0.example" },
        },
        inactive: {
          status: 401,
          body: {
            error: "invalid_client",
            error_description: "AADSTS7000215: Invalid client secret provided.",
            error_codes: [7000215],
          },
        },
      },
    },
    references: ["https://learn.microsoft.com/entra/identity-platform/how-to-add-credentials"],
    examples: {
      found: ["AZURE_CLIENT_SECRET=«UF58Q~5DzNacSHqt3lYv3fpt4IeAWETWU3pUfevr»"],
      ignored: ["size 4Q~ of the page"],
    },
  },
  {
    id: "azure-client-secret-old",
    title: "Microsoft Entra client secret (old form)",
    class: "secret",
    severity: "high",
    confidence: "low",
    harm: "Sign in as the app and act with all its rights in the tenant.",
    remedy:
      "Delete the secret under App registrations, Certificates & secrets, and look at the app's sign-in log.",
    keywords: ["azure_client_secret", "arm_client_secret", "client_secret", "clientsecret"],
    pattern: assigned(
      /(?:(?:azure|arm|aad|ad|tenant|sp)[-_. ]?(?:client|app)[-_. ]?secret|service[-_ ]?principal[-_ ]?(?:key|secret|password))[\w-]{0,12}/,
      /[A-Za-z0-9_~.@:/?=[\]-]{32,44}/,
    ),
    proofs: [
      { kind: "entropy", min: 3.8 },
      { kind: "has", all: ["digit", "lower", "upper"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: ["https://learn.microsoft.com/entra/identity-platform/how-to-add-credentials"],
    examples: {
      found: [
        "servicePrincipalKey: «q7V.kZ2mXw~9Rt4LbN8sJc1HdF6gPy3AeT»",
        "ARM_CLIENT_SECRET=«SPKdXlDzxeW2GywK.ITyTSrSnfWf0BzbAH»",
      ],
      ignored: ["AZURE_CLIENT_SECRET=${AZURE_CLIENT_SECRET}"],
    },
  },
  {
    id: "azure-devops-pat-old",
    title: "Azure DevOps personal access token (old form)",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Read and write the code, builds and packages that the user can reach.",
    remedy: "Revoke it at dev.azure.com under User settings, Personal access tokens.",
    keywords: [
      "azure",
      "ado_",
      "azdo",
      "devops",
      "vsts",
      "vss_nuget",
      "system_accesstoken",
      "dev.azure.com",
    ],
    pattern: assigned(
      /(?:(?:azure[-_. ]?devops|vsts|azdo|ado|azp|vss_nuget)[\w .-]{0,30}?(?:pat|token|key|password)[\w-]{0,12}|system_accesstoken)/,
      /[a-z2-7]{52}/,
    ),
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit", "lower"] },
    ],
    references: [
      "https://learn.microsoft.com/azure/devops/organizations/accounts/use-personal-access-tokens-to-authenticate",
    ],
    examples: {
      found: ["AZURE_DEVOPS_PAT=«gvvcqsbrenal4jeblytq4cv5h3ffdzyzrba2kbxqfgz5iqhv65ti»"],
      ignored: ["AZURE_DEVOPS_PAT=$(System.AccessToken)"],
    },
  },
  {
    id: "azure-function-url-key",
    title: "Azure Functions key in a URL",
    class: "secret",
    severity: "medium",
    confidence: "medium",
    harm: "Call the function that the URL names; with the host key every function of the app.",
    remedy: "Renew it under the function app's App keys.",
    keywords: ["azurewebsites.net"],
    pattern:
      /azurewebsites\.net\/api\/[^\s"'<>?]{1,200}\?(?:[^\s"'<>]{0,100}?&)?code=(?<value>[A-Za-z0-9_%/+-]{40,100}={0,2})/i,
    proofs: [{ kind: "entropy", min: 3.8 }],
    references: ["https://learn.microsoft.com/azure/azure-functions/function-keys-how-to"],
    examples: {
      found: [
        "https://score.azurewebsites.net/api/predict?code=«cSveUJU9eXjIbJN0awdiYh-zgdbssVrSxyzbLTU9SXfwdwt_WF6nhK==»",
      ],
      ignored: ["https://score.azurewebsites.net/api/predict?code=<function-key>"],
    },
  },
  {
    id: "azure-function-key",
    title: "Azure Functions key",
    class: "secret",
    severity: "medium",
    confidence: "medium",
    harm: "Call the functions of the app; with the master key also change it.",
    remedy: "Renew it under the function app's App keys.",
    keywords: ["functions"],
    pattern: assigned(
      /x-functions-key|azure[-_]functions?[\w-]{0,12}key/,
      /[A-Za-z0-9_/+-]{40,60}={0,2}/,
    ),
    proofs: [
      { kind: "entropy", min: 3.8 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-words" },
    ],
    references: ["https://learn.microsoft.com/azure/azure-functions/function-keys-how-to"],
    examples: {
      found: ["x-functions-key: «NlnqvglIMYp5ZLH5Rv2fobTjC5gDijLG6U1fRWqfQVTNb63k7veOmd==»"],
      ignored: ["x-functions-key: your-function-key"],
    },
  },
];
