package io.windhover.connect.read;

/** Well-formed UTF-8, by table 3-7 of the Unicode standard. */
final class Utf8 {

    private Utf8() {}

    /** Bytes of the sequence that begins with a byte above 0x7F; 0 where its end is not there yet, −1 where it is none. */
    static int sequence(byte[] bytes, int p, int limit) {
        int lead = bytes[p] & 0xFF;
        int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
        if (lead < 0xC2 || lead > 0xF4) {
            return -1;
        }
        for (int i = 1; i < length; i++) {
            if (p + i >= limit) {
                return 0;
            }
            int next = bytes[p + i] & 0xFF;
            int low = i > 1 ? 0x80 : lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
            int high = i > 1 ? 0xBF : lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
            if (next < low || next > high) {
                return -1;
            }
        }
        return length;
    }
}
