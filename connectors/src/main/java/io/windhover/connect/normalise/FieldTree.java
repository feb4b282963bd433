package io.windhover.connect.normalise;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Wanted paths by their names, from the top down: says at each member of an object whether anything at it or below it is
 * wanted.
 */
final class FieldTree {

    /** No value is wanted here, only below. */
    static final int NO_SLOT = -1;

    /**
     * One object of values: the record itself, or an element of a list in it. Each has slots of its own, so that an
     * element holds no room for what stands elsewhere.
     */
    static final class Scope {

        private final FieldTree tree = new FieldTree();
        private final int[] slots;
        private final int[] lists;
        private int slotCount;
        private int listCount;

        private Scope(int fields) {
            slots = new int[fields];
            lists = new int[fields];
            Arrays.fill(slots, NO_SLOT);
            Arrays.fill(lists, NO_SLOT);
        }

        FieldTree tree() {
            return tree;
        }

        /** Where a field's value stands in this object; {@link #NO_SLOT} where it does not. */
        int slot(int field) {
            return slots[field];
        }

        /** The number of a list field's list in this object; {@link #NO_SLOT} where it is none. */
        int list(int field) {
            return lists[field];
        }

        int slotCount() {
            return slotCount;
        }
    }

    /** A member with its name in UTF-8. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Named(byte[] name, FieldTree member) {}

    private static final Named[] NONE = {};

    private final Map<String, FieldTree> members = new HashMap<>();

    /** The same members by the length of their names, for a look at a record's bytes. */
    private Named[][] byLength = {};

    private int slot = NO_SLOT;
    private int list = NO_SLOT;
    private @Nullable Scope element;

    private FieldTree() {}

    /** A field is its path's index in the list. */
    static Scope of(List<String> paths) {
        Scope root = new Scope(paths.size());
        for (int field = 0; field < paths.size(); field++) {
            add(root, names(paths.get(field)), field, paths.size());
        }
        return root;
    }

    private static void add(Scope root, List<String> names, int field, int fields) {
        Scope scope = root;
        FieldTree node = root.tree;
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            boolean isList = name.endsWith("[]");
            node = node.memberOrNew(isList ? name.substring(0, name.length() - 2) : name);
            if (isList) {
                if (node.element == null) {
                    node.element = new Scope(fields);
                    node.list = scope.listCount++;
                }
                if (i == names.size() - 1) {
                    scope.lists[field] = node.list;
                }
                scope = node.element;
                node = scope.tree;
            }
        }
        if (node.slot == NO_SLOT) {
            node.slot = scope.slotCount++;
        }
        scope.slots[field] = node.slot;
    }

    /** A path's names: dots part them, except between quotes. */
    static List<String> names(String path) {
        List<String> names = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '.' && !quoted) {
                names.add(name.toString());
                name.setLength(0);
            } else {
                name.append(c);
            }
        }
        names.add(name.toString());
        return List.copyOf(names);
    }

    private FieldTree memberOrNew(String name) {
        return members.computeIfAbsent(name, ignored -> {
            FieldTree member = new FieldTree();
            byte[] bytes = name.getBytes(UTF_8);
            byLength = Arrays.copyOf(byLength, Math.max(byLength.length, bytes.length + 1));
            Named[] before = byLength[bytes.length] == null ? NONE : byLength[bytes.length];
            byLength[bytes.length] = Arrays.copyOf(before, before.length + 1);
            byLength[bytes.length][before.length] = new Named(bytes, member);
            return member;
        });
    }

    @Nullable
    FieldTree member(String name) {
        return members.get(name);
    }

    /** The member whose name these bytes are. */
    @Nullable
    FieldTree member(byte[] bytes, int from, int end) {
        int length = end - from;
        Named[] named = length < byLength.length ? byLength[length] : null;
        if (named == null) {
            return null;
        }
        for (Named candidate : named) {
            if (isAt(candidate.name(), bytes, from)) {
                return candidate.member();
            }
        }
        return null;
    }

    /** From its end: names that are of one length mostly begin alike. A call to compare so few bytes would take longer. */
    private static boolean isAt(byte[] name, byte[] bytes, int from) {
        for (int i = name.length - 1; i >= 0; i--) {
            if (name[i] != bytes[from + i]) {
                return false;
            }
        }
        return true;
    }

    int slot() {
        return slot;
    }

    boolean hasMembers() {
        return !members.isEmpty();
    }

    /** What is wanted of each element, where this is a list. */
    @Nullable
    Scope element() {
        return element;
    }

    int list() {
        return list;
    }
}
