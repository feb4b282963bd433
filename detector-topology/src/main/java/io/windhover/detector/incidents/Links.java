package io.windhover.detector.incidents;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.windhover.detector.lineage.Lineage;
import io.windhover.schemas.CloudEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads from an event who comes from whom. Of most events the operation alone says that they tell nothing; only of the
 * others the raw text is read.
 */
final class Links {
    private static final String STS = "sts.amazonaws.com";
    private static final String IAM = "iam.amazonaws.com";
    private static final Set<String> ISSUING = Set.of(
            "AssumeRole", "AssumeRoleWithSAML", "AssumeRoleWithWebIdentity", "GetSessionToken", "GetFederationToken");
    private static final String NEW_KEY = "CreateAccessKey";
    private static final String ISSUED_KEY = "responseElements.credentials.accessKeyId";
    private static final String CREATED_KEY = "responseElements.accessKey.accessKeyId";
    private static final String TAG_KEY = "requestParameters.tags.key";
    private static final String TAG_VALUE = "requestParameters.tags.value";
    private static final String POD = "user.extra.authentication.kubernetes.io/pod-name";
    private static final String SERVICE_ACCOUNT = "system:serviceaccount:";
    private static final int DEEPEST = 32;
    private static final int MOST_VALUES = 256;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(1_000).build())
            .build();

    private Links() {}

    /**
     * A link.
     *
     * @param child the node that comes from the other
     * @param parent that other, with the principal that it belongs to
     */
    record Link(String child, Lineage parent) {}

    /** Whether the event may tell a link: what is asked of every event. */
    static boolean mayTell(CloudEvent event) {
        String operation = event.getApi().getOperation();
        if (operation == null || event.getApi().getError() != null) {
            return false;
        }
        String service = event.getApi().getService();
        return (STS.equals(service) && ISSUING.contains(operation))
                || (IAM.equals(service) && NEW_KEY.equals(operation))
                || isOfServiceAccount(event);
    }

    private static boolean isOfServiceAccount(CloudEvent event) {
        return "serviceAccount".equals(event.getActor().getType())
                && "kubernetes".equals(event.getLogSource().getProduct());
    }

    /** The link that it tells; empty where it tells none, or its raw text cannot be read. */
    static Optional<Link> of(CloudEvent event) {
        Map<String, String> values;
        try {
            values = values(event.getRaw());
        } catch (IOException e) {
            // Match says so: the event goes to the dead letters there.
            return Optional.empty();
        }
        return isOfServiceAccount(event) ? ofPod(event, values) : ofKey(event, values);
    }

    /** A key comes from whoever asked for it. Services do so for others, and are nobody. */
    private static Optional<Link> ofKey(CloudEvent event, Map<String, String> values) {
        String issued = values.get(ISSUED_KEY) == null ? values.get(CREATED_KEY) : values.get(ISSUED_KEY);
        if (issued == null) {
            return Optional.empty();
        }
        Optional<Lineage> parent = ofPodIdentity(values);
        if (parent.isEmpty() && !"AWSService".equals(event.getActor().getType())) {
            parent = Lineage.of(event);
        }
        return parent.filter(known -> !known.node().equals(Lineage.key(issued)))
                .map(known -> new Link(Lineage.key(issued), known));
    }

    /** EKS Pod Identity asks for a service account, and says so in the session's tags. */
    private static Optional<Lineage> ofPodIdentity(Map<String, String> values) {
        String cluster = values.get("eks-cluster-arn");
        String namespace = values.get("kubernetes-namespace");
        String account = values.get("kubernetes-service-account");
        if (cluster == null || namespace == null || account == null) {
            return Optional.empty();
        }
        String[] arn = cluster.split(":", 6);
        String name = cluster.substring(cluster.lastIndexOf('/') + 1);
        return arn.length < 6
                ? Optional.empty()
                : Optional.of(
                        new Lineage(arn[4] + "/" + name + "/" + SERVICE_ACCOUNT + namespace + ":" + account, null));
    }

    /** A pod works for the service account whose token it used. */
    private static Optional<Link> ofPod(CloudEvent event, Map<String, String> values) {
        String principal = event.getActor().getPrincipal();
        String pod = values.get(POD);
        int user = principal == null ? -1 : principal.indexOf(SERVICE_ACCOUNT);
        if (pod == null || principal == null || user < 0) {
            return Optional.empty();
        }
        String[] names = principal.substring(user + SERVICE_ACCOUNT.length()).split(":", 2);
        return Optional.of(
                new Link(principal.substring(0, user) + names[0] + "/pods/" + pod, new Lineage(principal, null)));
    }

    /** The first value of each path that is looked for, and session tags by their keys. */
    private static Map<String, String> values(ByteBuffer raw) throws IOException {
        Map<String, String> values = new HashMap<>();
        Deque<String> path = new ArrayDeque<>();
        String tag = null;
        try (JsonParser json = JSON.createParser(raw.array(), raw.arrayOffset() + raw.position(), raw.remaining())) {
            JsonToken token = json.nextToken();
            while (token != null && values.size() < MOST_VALUES) {
                if (token == JsonToken.START_OBJECT && path.size() < DEEPEST) {
                    path.push(name(json));
                } else if (token == JsonToken.START_OBJECT) {
                    json.skipChildren();
                } else if (token == JsonToken.END_OBJECT) {
                    path.poll();
                } else if (token == JsonToken.VALUE_STRING) {
                    String at = path(path, name(json));
                    String text = json.getText();
                    if (at.equals(TAG_KEY)) {
                        tag = text;
                    } else if (at.equals(TAG_VALUE) && tag != null) {
                        values.putIfAbsent(tag, text);
                    } else if (at.equals(ISSUED_KEY) || at.equals(CREATED_KEY) || at.equals(POD)) {
                        values.putIfAbsent(at, text);
                    }
                }
                token = json.nextToken();
            }
        }
        return values;
    }

    /** The key under which a value or its list stands. */
    private static String name(JsonParser json) {
        var context = json.getParsingContext();
        if (json.currentToken() == JsonToken.START_OBJECT) {
            context = context.getParent();
        }
        while (context != null && context.inArray()) {
            context = context.getParent();
        }
        @Nullable String name = context == null ? null : context.getCurrentName();
        return name == null ? "" : name;
    }

    private static String path(Deque<String> path, String name) {
        StringBuilder whole = new StringBuilder();
        var outermostFirst = path.descendingIterator();
        while (outermostFirst.hasNext()) {
            String part = outermostFirst.next();
            if (!part.isEmpty()) {
                whole.append(part).append('.');
            }
        }
        return whole.append(name).toString();
    }
}
