import { type Case, U } from "../harness";

/** What each policy on tags says of one resource. */
export const tagsCases: readonly Case[] = [
  {
    policy: "data-classification-known",
    expect: "compliant",
    title: "compliant",
    type: "aws:ec2/vpc:Vpc",
    props: { tags: { "data-classification": "official" } },
  },
  {
    policy: "data-classification-known",
    expect: "compliant",
    title: "from default tags",
    type: "aws:ec2/vpc:Vpc",
    props: { tagsAll: { "data-classification": "log" } },
  },
  {
    policy: "data-classification-known",
    expect: "violation",
    title: "violation",
    type: "aws:ec2/vpc:Vpc",
    props: { tags: { "data-classification": "Secret!" } },
  },
  {
    policy: "data-classification-known",
    expect: "unknown",
    title: "unknown",
    type: "aws:ec2/vpc:Vpc",
    props: { tags: { "data-classification": U } },
  },
  {
    policy: "data-classification-known",
    expect: "notApplicable",
    title: "notApplicable",
    type: "aws:ec2/vpc:Vpc",
    props: {},
  },
  {
    policy: "owner-can-be-written-to",
    expect: "compliant",
    title: "compliant",
    type: "aws:ec2/vpc:Vpc",
    props: { tags: { owner: "team@example.org" } },
  },
  {
    policy: "owner-can-be-written-to",
    expect: "violation",
    title: "violation",
    type: "aws:ec2/vpc:Vpc",
    props: { tags: { owner: "platform team" } },
  },
  {
    policy: "owner-can-be-written-to",
    expect: "unknown",
    title: "unknown",
    type: "aws:ec2/vpc:Vpc",
    props: { tagsAll: { owner: U } },
  },
  {
    policy: "owner-can-be-written-to",
    expect: "notApplicable",
    title: "notApplicable",
    type: "aws:ec2/vpc:Vpc",
    props: {},
  },
];
