package io.windhover.rules.json;

/**
 * Reads inside an object or array that a scan has checked: its keys, its leaves, its compact text. Keeps a buffer; not
 * thread-safe.
 */
public final class JsonWalker {
    private final ByteText text = new ByteText();

    /**
     * Shows the strings, numbers, true and false below a container, decoded, at any depth, and the keys if asked for;
     * null has no text. A number is shown as {@link Numbers#anyText} does.
     *
     * @return whether the visitor had enough
     */
    public boolean anyLeaf(byte[] buffer, int from, int to, boolean keys, boolean fold, TextVisitor visitor) {
        int i = from;
        while (i < to) {
            byte b = buffer[i];
            int after;
            if (b == '"') {
                after = behindString(buffer, i + 1);
                if (keys || !isKey(buffer, after, to)) {
                    TextDecoder.decode(buffer, i + 1, after - 1, true, false, fold, text);
                    if (visitor.visit(text)) {
                        return true;
                    }
                }
            } else if (isScalar(b)) {
                after = behindScalar(buffer, i, to);
                if (b != 'n' && anyText(buffer, i, after, fold, visitor)) {
                    return true;
                }
            } else {
                after = i + 1;
            }
            i = after;
        }
        return false;
    }

    private boolean anyText(byte[] buffer, int from, int to, boolean fold, TextVisitor visitor) {
        if (buffer[from] == 't' || buffer[from] == 'f') {
            text.view(buffer, from, to);
            return visitor.visit(text);
        }
        return Numbers.anyText(buffer, from, to, fold, text, visitor);
    }

    /** Writes a container's JSON text without white space and with RFC 8785's escapes; order and numbers stay. */
    public static void compact(byte[] buffer, int from, int to, boolean fold, ByteText out) {
        out.start(TextDecoder.room(from, to));
        int i = from;
        while (i < to) {
            byte b = buffer[i];
            if (b == '"') {
                int after = behindString(buffer, i + 1);
                out.append(b);
                TextDecoder.append(buffer, i + 1, after - 1, true, fold, true, out);
                out.append(b);
                i = after;
            } else {
                if (b > ' ') {
                    out.append(fold ? Folding.foldAscii(b) : b);
                }
                i++;
            }
        }
    }

    private static int behindString(byte[] buffer, int start) {
        int i = start;
        while (buffer[i] != '"') {
            i += buffer[i] == '\\' ? 2 : 1;
        }
        return i + 1;
    }

    private static boolean isKey(byte[] buffer, int after, int to) {
        int i = after;
        while (i < to && buffer[i] <= ' ') {
            i++;
        }
        return i < to && buffer[i] == ':';
    }

    private static boolean isScalar(byte b) {
        return b == '-' || (b >= '0' && b <= '9') || b == 't' || b == 'f' || b == 'n';
    }

    private static int behindScalar(byte[] buffer, int start, int to) {
        int i = start;
        while (i < to && buffer[i] > ' ' && buffer[i] != ',' && buffer[i] != ']' && buffer[i] != '}') {
            i++;
        }
        return i;
    }
}
