import type { Check } from "../check.ts";
import { unlike, type Wanted } from "../resources/wanted.ts";

const wanted: readonly Wanted[] = [
  {
    types: /^aws_sagemaker_notebook_instance$/,
    path: ["direct_internet_access"],
    right: /^Disabled$/,
    isNeeded: true,
    otherwise: "gives the whole internet to",
  },
  {
    types: /^AWS::SageMaker::NotebookInstance$/,
    path: ["DirectInternetAccess"],
    right: /^Disabled$/,
    isNeeded: true,
    otherwise: "gives the whole internet to",
  },
  {
    types: /^aws_sagemaker_domain$/,
    path: ["app_network_access_type"],
    right: /^VpcOnly$/,
    isNeeded: true,
    otherwise: "gives the whole internet to",
  },
  {
    types: /^AWS::SageMaker::Domain$/,
    path: ["AppNetworkAccessType"],
    right: /^VpcOnly$/,
    isNeeded: true,
    otherwise: "gives the whole internet to",
  },
  {
    types: /^aws_sagemaker_model$/,
    path: ["vpc_config"],
    isNeeded: true,
    otherwise: "starts outside of a private network",
  },
  {
    types: /^AWS::SageMaker::Model$/,
    path: ["VpcConfig"],
    isNeeded: true,
    otherwise: "starts outside of a private network",
  },
  {
    types: /^azurerm_machine_learning_workspace$/,
    path: ["public_network_access_enabled"],
    right: /^false$/,
    isNeeded: true,
    otherwise: "opens to the internet",
  },
  {
    types: /^(?:google_notebooks_instance)$/,
    path: ["no_public_ip"],
    right: /^true$/,
    isNeeded: true,
    otherwise: "gives a public address to",
  },
];

export const trainingWithoutIsolation: Check = {
  id: "training-without-isolation",
  title: "Training or serving runs with the whole internet in reach",
  looksAt: "infrastructure",
  severity: "low",
  confidence: "high",
  why: "What runs there (packages, pickles, remote code of models) sends tokens and data wherever it likes. In a private network with endpoints it reaches the storage, and nothing else.",
  instead:
    "Run it in subnets without a way out, with endpoints for storage and registry; isolate jobs that need no network at all.",
  references: [
    "https://docs.aws.amazon.com/sagemaker/latest/dg/infrastructure-connect-to-resources.html",
    "https://learn.microsoft.com/azure/machine-learning/how-to-network-security-overview",
  ],
  examples: {
    found: [
      {
        path: "main.tf",
        text: '«resource "aws_sagemaker_notebook_instance" "n"» {\n  name = "n"\n}\nresource "aws_sagemaker_domain" "d" {\n  app_network_access_type = «"PublicInternetOnly"»\n}\n',
      },
      {
        path: "stack.yaml",
        text: "Resources:\n  «Model»:\n    Type: AWS::SageMaker::Model\n    Properties:\n      ExecutionRoleArn: x\n",
      },
    ],
    ignored: [
      {
        path: "main.tf",
        text: 'resource "aws_sagemaker_notebook_instance" "n" {\n  direct_internet_access = "Disabled"\n}\nresource "aws_sagemaker_model" "m" {\n  vpc_config {\n    subnets = var.subnets\n  }\n}\n',
      },
    ],
  },

  *run({ resources }) {
    for (const resource of resources) yield* unlike(resource, wanted);
  },
};
