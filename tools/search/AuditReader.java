import com.fasterxml.jackson.databind.InjectableValues;
import org.opensearch.common.settings.Settings;
import org.opensearch.security.DefaultObjectMapper;
import org.opensearch.security.auditlog.config.AuditConfig;

/**
 * Reads an audit configuration from standard input as the security plugin's API does, with the plugin's own classes, and writes what it took to
 * standard output. Fails with the plugin's words for what it does not take.
 */
public final class AuditReader {
    public static void main(String[] arguments) throws Exception {
        DefaultObjectMapper.inject(new InjectableValues.Std().addValue(Settings.class, Settings.EMPTY));
        String body = new String(System.in.readAllBytes(), "UTF-8");
        AuditConfig config = DefaultObjectMapper.readValue(body, AuditConfig.class);
        System.out.println(DefaultObjectMapper.writeValueAsString(config, false));
    }
}
