package io.windhover.rules.eval;

import io.windhover.rules.json.ByteText;
import io.windhover.rules.json.TextVisitor;
import java.util.function.LongSupplier;

/** Looks the folded texts that it is shown up in one list after the other. One per thread. */
final class ListLookup implements TextVisitor {
    private final Lists lists;
    private final LookupValue value;
    private String list = "";

    ListLookup(Lists lists, LongSupplier eventTime) {
        this.lists = lists;
        this.value = new LookupValue(eventTime);
    }

    /** This one, from now on about another list. */
    TextVisitor in(String name) {
        list = name;
        return this;
    }

    @Override
    public boolean visit(ByteText folded) {
        value.set(folded);
        return lists.contains(list, value);
    }
}
