import { mustBeSet, read } from "../../lib/expect";
import { notApplicable } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

export const sqsDeadLetters: ResourcePolicy = {
  kind: "resource",
  name: "sqs-dead-letters",
  concern: "messaging",
  description: "What a queue cannot deliver goes to another.",
  severity: "low",
  level: "advisory",
  controls: { nag: ["SQS3"] },
  tags: ["sqs"],
  remediationSteps: "Set redrivePolicy.",
  url: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html",
  types: ["aws:sqs/queue:Queue"],
  check: (resource) => {
    // A queue that others send their dead letters to needs none of its own.
    if (read(resource, "redriveAllowPolicy") !== undefined || /dead|dlq/i.test(resource.name))
      return notApplicable("it takes dead letters");
    return mustBeSet(resource, "redrivePolicy");
  },
};
