import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeSet;
import software.amazon.event.ruler.Machine;

/** First line: an object of rules by name. Each further line: an event. Prints, per event, the sorted names of the rules it matches. */
public final class Match {
    public static void main(String[] args) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        ObjectMapper json = new ObjectMapper();
        Machine machine = new Machine();
        Iterator<Map.Entry<String, JsonNode>> rules = json.readTree(in.readLine()).fields();
        while (rules.hasNext()) {
            Map.Entry<String, JsonNode> rule = rules.next();
            machine.addRule(rule.getKey(), rule.getValue().toString());
        }
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(json.writeValueAsString(new TreeSet<>(machine.rulesForJSONEvent(line))));
        }
    }
}
