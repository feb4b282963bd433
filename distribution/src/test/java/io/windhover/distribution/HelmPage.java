package io.windhover.distribution;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The table of the chart's values, made of the comments in {@code values.yaml} that begin with two dashes. */
final class HelmPage {
    private static final Pattern COMMENT = Pattern.compile("( *)# (-- )?(.*)");
    private static final Pattern KEY = Pattern.compile("( *)([A-Za-z][A-Za-z0-9.-]*):(.*)");

    /** One row; {@code value} is what stands in the file. */
    record Row(String path, Object value, String meaning) {
        String markdown() {
            return "| `" + path + "` | " + shown(value) + " | " + meaning.replace("|", "\\|") + " |";
        }
    }

    private final Map<?, ?> values;
    private final List<Row> rows = new ArrayList<>();
    private final List<String> undocumented = new ArrayList<>();

    private HelmPage(Map<?, ?> values) {
        this.values = values;
    }

    static HelmPage of(String yaml) {
        HelmPage page = new HelmPage((Map<?, ?>) Repository.yaml("values.yaml", yaml));
        page.read(yaml.lines().toList());
        return page;
    }

    List<Row> rows() {
        return rows;
    }

    /** Values that neither have a comment nor stand below one. */
    List<String> undocumented() {
        return undocumented;
    }

    String table() {
        return "| value | default | meaning |\n|---|---|---|\n"
                + rows.stream().map(Row::markdown).collect(Collectors.joining("\n")) + "\n";
    }

    private void read(List<String> lines) {
        Deque<String> path = new ArrayDeque<>();
        StringBuilder comment = new StringBuilder();
        String covered = null;
        for (String line : lines) {
            Matcher remark = COMMENT.matcher(line);
            Matcher key = KEY.matcher(line);
            if (remark.matches()) {
                if (remark.group(2) != null) {
                    comment.setLength(0);
                    comment.append(remark.group(3));
                } else if (!comment.isEmpty()) {
                    comment.append(' ').append(remark.group(3));
                }
            } else if (key.matches()) {
                int depth = key.group(1).length() / 2;
                while (path.size() > depth) {
                    path.removeLast();
                }
                path.addLast(key.group(2));
                String name = String.join(".", path);
                if (covered != null && !name.startsWith(covered)) {
                    covered = null;
                }
                if (!comment.isEmpty()) {
                    rows.add(new Row(name, value(path), comment.toString()));
                    covered = name + ".";
                } else if (covered == null && !(value(path) instanceof Map<?, ?> map && !map.isEmpty())) {
                    undocumented.add(name);
                }
                comment.setLength(0);
            }
        }
    }

    private Object value(Deque<String> path) {
        Object value = values;
        for (String key : path) {
            value = ((Map<?, ?>) value).get(key);
        }
        return value;
    }

    private static String shown(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.isEmpty() ? "`{}`" : "see `values.yaml`";
        }
        if (value instanceof List<?> list) {
            return list.isEmpty() ? "`[]`" : "see `values.yaml`";
        }
        return "".equals(value) ? "" : "`" + value + "`";
    }
}
