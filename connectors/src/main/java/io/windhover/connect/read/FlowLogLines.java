package io.windhover.connect.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lines of a VPC flow log ("Flow log records", Amazon VPC User Guide): the first names the columns, unless all are in the
 * default format of version 2. Each becomes a JSON object of the columns' own names, with their values as text; a column
 * without data, {@code -}, is left out. Not thread-safe.
 */
final class FlowLogLines {

    /** Far above what a line with every column takes. */
    static final int LONGEST = 8 << 10;

    private static final List<String> DEFAULT_FORMAT =
            List.of(("version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end"
                            + " action log-status")
                    .split(" ", -1));

    /** Names that no other text begins with: of these, two must stand in a line that names columns. */
    private static final Set<String> TELLING = Set.of(
            "account-id",
            "interface-id",
            "srcaddr",
            "dstaddr",
            "log-status",
            "vpc-id",
            "subnet-id",
            "instance-id",
            "tcp-flags",
            "pkt-srcaddr",
            "pkt-dstaddr",
            "flow-direction");

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}|unknown");
    private static final Pattern STATUS = Pattern.compile("OK|NODATA|SKIPDATA");

    private List<String> columns = DEFAULT_FORMAT;

    /** Whether a text that begins with this line is a flow log; see {@link #namesColumns}. */
    boolean opens(byte[] bytes, int from, int end) {
        return namesColumns(bytes, from, end) || isDefault(words(bytes, from, end));
    }

    /** Whether the line names the columns of those that follow; files that were joined have several of them. */
    boolean namesColumns(byte[] bytes, int from, int end) {
        if (from == end || bytes[from] < 'a' || bytes[from] > 'z') {
            return false;
        }
        List<String> words = words(bytes, from, end);
        boolean names = words.stream().allMatch(word -> NAME.matcher(word).matches())
                && words.stream().filter(TELLING::contains).count() >= 2
                && Set.copyOf(words).size() == words.size();
        if (names) {
            columns = words;
        }
        return names;
    }

    /** The line as a JSON object; null where it is none of the log's. */
    byte @Nullable [] record(byte[] bytes, int from, int end) {
        return record(columns, words(bytes, from, end));
    }

    /** A line without columns' names before it as a JSON object; null where it is not in the default format. */
    static byte @Nullable [] ofDefaultFormat(byte[] line) {
        List<String> words = line.length > LONGEST ? List.of() : words(line, 0, line.length);
        return isDefault(words) ? record(DEFAULT_FORMAT, words) : null;
    }

    private static boolean isDefault(List<String> words) {
        return words.size() == DEFAULT_FORMAT.size()
                && words.get(0).equals("2")
                && ACCOUNT.matcher(words.get(1)).matches()
                && STATUS.matcher(words.get(words.size() - 1)).matches();
    }

    private static byte @Nullable [] record(List<String> columns, List<String> words) {
        if (words.size() != columns.size()) {
            return null;
        }
        StringBuilder json = new StringBuilder(512).append('{');
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (!word.chars().allMatch(FlowLogLines::needsNoEscape)) {
                return null;
            }
            if (!word.equals("-")) {
                json.append(json.length() == 1 ? "\"" : ",\"").append(columns.get(i));
                json.append("\":\"").append(word).append('"');
            }
        }
        return json.append('}').toString().getBytes(US_ASCII);
    }

    private static boolean needsNoEscape(int c) {
        return c > ' ' && c < 0x7F && c != '"' && c != '\\';
    }

    private static List<String> words(byte[] bytes, int from, int end) {
        String line = new String(bytes, from, end - from, ISO_8859_1).strip();
        return line.isEmpty() ? List.of() : Arrays.asList(line.split("[ \t]+", -1));
    }
}
