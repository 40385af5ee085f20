/**
 * Resources that run, serve or hold what an organisation works with. Functions, buckets and queues are left out: governance itself is made of
 * them.
 */
export const WORKLOAD_TYPES: readonly string[] = [
  "aws:apigateway/restApi:RestApi",
  "aws:apigatewayv2/api:Api",
  "aws:autoscaling/group:Group",
  "aws:cloudfront/distribution:Distribution",
  "aws:dynamodb/table:Table",
  "aws:ec2/instance:Instance",
  "aws:ecs/service:Service",
  "aws:efs/fileSystem:FileSystem",
  "aws:eks/cluster:Cluster",
  "aws:elasticache/replicationGroup:ReplicationGroup",
  "aws:lb/loadBalancer:LoadBalancer",
  "aws:opensearch/domain:Domain",
  "aws:rds/cluster:Cluster",
  "aws:rds/instance:Instance",
  "aws:redshift/cluster:Cluster",
];
