/**
 * An analyzer that knows nothing and answers at once: what `pulumi policy analyze` takes with it is the engine's own share, which no pack can get below.
 * Plain HTTP/2 without the SDK and without gRPC's library. Source: gRPC over HTTP/2, and analyzer.proto of engine 3.259.
 */
export const IDLE_ANALYZER = `
const http2 = require("node:http2");
const text = (field, value) => Buffer.concat([Buffer.from([(field << 3) | 2, value.length]), Buffer.from(value)]);
const message = (body) => {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(body.length, 1);
  return Buffer.concat([head, body]);
};
const about = message(Buffer.concat([text(1, "idle"), text(2, "idle")]));
const nothing = message(Buffer.alloc(0));
const window = 2 ** 30;
const server = http2.createServer({ settings: { initialWindowSize: window } });
server.on("session", (session) => session.setLocalWindowSize(window));
server.on("stream", (stream, headers) => {
  stream.resume();
  stream.on("end", () => {
    stream.respond({ ":status": 200, "content-type": "application/grpc" }, { waitForTrailers: true });
    stream.on("wantTrailers", () => stream.sendTrailers({ "grpc-status": "0" }));
    stream.end(headers[":path"].endsWith("/GetAnalyzerInfo") ? about : nothing);
  });
});
server.listen(0, "127.0.0.1", () => console.log(String(server.address().port)));
`;
