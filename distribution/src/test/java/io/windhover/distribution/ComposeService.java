package io.windhover.distribution;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A service of the compose file, as far as it says what is started.
 *
 * @param name its name, which is its host name too
 * @param image what it runs
 * @param arguments entry point and command
 * @param environment what the compose file sets
 * @param mounts path in the container to what is mounted there: a file or folder beside the compose file, or a volume's name
 */
record ComposeService(
        String name,
        String image,
        List<String> arguments,
        Map<String, String> environment,
        Map<String, String> mounts) {
    private static final Pattern ENTRY_POINT = Pattern.compile("(?m)^ENTRYPOINT \\[\"([^\"]+)\"]$");

    /** The services that run our image, in the order of the file. */
    static List<ComposeService> ours() {
        Map<?, ?> file = (Map<?, ?>) Repository.yaml("docker-compose.yml", Repository.text("docker-compose.yml"));
        List<ComposeService> services = new ArrayList<>();
        ((Map<?, ?>) file.get("services")).forEach((name, value) -> {
            Map<Object, Object> service = merged((Map<?, ?>) value);
            if (String.valueOf(service.get("image")).startsWith("windhover:")) {
                services.add(of((String) name, service));
            }
        });
        return services;
    }

    private static ComposeService of(String name, Map<Object, Object> service) {
        List<String> arguments = new ArrayList<>();
        Object entryPoint = service.get("entrypoint");
        if (entryPoint == null) {
            arguments.add(entryPointOfImage());
        } else {
            arguments.addAll(texts(entryPoint));
        }
        arguments.addAll(texts(service.get("command")));
        Map<String, String> environment = new LinkedHashMap<>();
        if (service.get("environment") instanceof Map<?, ?> set) {
            set.forEach((key, value) -> environment.put((String) key, (String) value));
        }
        Map<String, String> mounts = new LinkedHashMap<>();
        for (String volume : texts(service.get("volumes"))) {
            String[] parts = volume.split(":", -1);
            mounts.put(parts[1], parts[0]);
        }
        return new ComposeService(name, (String) service.get("image"), arguments, environment, mounts);
    }

    static String entryPointOfImage() {
        Matcher matcher = ENTRY_POINT.matcher(Repository.text("Dockerfile"));
        if (!matcher.find()) {
            throw new IllegalStateException("The Dockerfile has no ENTRYPOINT of one word");
        }
        return matcher.group(1);
    }

    /** The parser leaves YAML 1.1's merge key as it stands. */
    private static Map<Object, Object> merged(Map<?, ?> service) {
        Map<Object, Object> all = new LinkedHashMap<>();
        if (service.get("<<") instanceof Map<?, ?> base) {
            all.putAll(base);
        }
        service.forEach((key, value) -> {
            if (!"<<".equals(key)) {
                all.put(key, value);
            }
        });
        return all;
    }

    private static List<String> texts(Object list) {
        return ((List<?>) list).stream().map(String.class::cast).toList();
    }
}
