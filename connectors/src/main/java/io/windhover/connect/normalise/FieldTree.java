package io.windhover.connect.normalise;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Paths by their names, from the top down: says at each member of an object whether anything below it is wanted. */
final class FieldTree {

    /** No value is wanted here, only below. */
    static final int NO_SLOT = -1;

    private final Map<String, FieldTree> members = new HashMap<>();
    private int slot = NO_SLOT;

    /** A path's slot is its index in the list. */
    static FieldTree of(List<String> paths) {
        FieldTree root = new FieldTree();
        for (int i = 0; i < paths.size(); i++) {
            FieldTree node = root;
            for (String name : paths.get(i).split("\\.", -1)) {
                node = node.members.computeIfAbsent(name, ignored -> new FieldTree());
            }
            node.slot = i;
        }
        return root;
    }

    @Nullable
    FieldTree member(String name) {
        return members.get(name);
    }

    int slot() {
        return slot;
    }

    boolean hasMembers() {
        return !members.isEmpty();
    }
}
