package io.windhover.connect.read;

/** Tells JSON from what is plainly none, by how its lines begin. */
final class Sniffer {

    private Sniffer() {}

    /** Whether any line begins with a bracket, after blanks. */
    static boolean beginsLikeJson(byte[] bytes, int from, int limit) {
        boolean lineBegins = true;
        for (int i = from; i < limit; i++) {
            byte b = bytes[i];
            if (lineBegins && (b == '{' || b == '[')) {
                return true;
            }
            lineBegins = b == '\n' || (lineBegins && isSpace(b));
        }
        return false;
    }

    static boolean isBlank(byte[] bytes, int from, int limit) {
        for (int i = from; i < limit; i++) {
            if (!isSpace(bytes[i])) {
                return false;
            }
        }
        return true;
    }

    /** The four blanks of JSON. */
    static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }
}
