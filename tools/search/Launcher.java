import java.nio.file.Path;
import org.codelibs.opensearch.runner.OpenSearchRunner;

/**
 * Runs one OpenSearch node in this process, on 127.0.0.1 and the HTTP port given, with its data in the directory given, and
 * stops and removes its data when standard input closes. The caller holds the other end of that pipe, so a caller that dies, however it dies,
 * takes the node with it.
 *
 * Arguments: directory for data and configuration; HTTP port.
 */
public final class Launcher {
    public static void main(String[] arguments) throws Exception {
        Path base = Path.of(arguments[0]);
        int port = Integer.parseInt(arguments[1]);
        try (OpenSearchRunner runner = new OpenSearchRunner()) {
            runner.onBuild((index, settings) -> {
                settings.put("network.host", "127.0.0.1");
                settings.put("http.port", String.valueOf(port));
                settings.put("cluster.initial_cluster_manager_nodes", "Node 1");
                // The machine's disk may be fuller than a production node's should be: that must not make indices read-only.
                settings.put("cluster.routing.allocation.disk.threshold_enabled", false);
            });
            runner.build(OpenSearchRunner.newConfigs().basePath(base.toString()).numOfNode(1).clusterName("landing-zone-" + port));
            while (System.in.read() >= 0) {
                // Nothing is said on the pipe: only its end matters.
            }
            runner.close();
            runner.clean();
        }
        System.exit(0);
    }
}
