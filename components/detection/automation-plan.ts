import { type AutomationDocument } from "../../functions/repair/documents";

/** What the component fills into a document: which function, and the role that may invoke it. */
export interface AutomationTargets {
  readonly functionArn: string;
  readonly roleArn: string;
}

interface Content {
  readonly parameters: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** A document's content with its two parameters set, so that whoever starts it has only to say what is to be repaired. */
export function documentContent({ content }: AutomationDocument, targets: AutomationTargets): string {
  const { parameters } = content as unknown as Content;
  return JSON.stringify({
    ...content,
    parameters: {
      ...parameters,
      AutomationAssumeRole: { ...parameters["AutomationAssumeRole"], default: targets.roleArn },
      FunctionArn: { ...parameters["FunctionArn"], default: targets.functionArn },
    },
  });
}
