package io.windhover.detector.state;

/**
 * How large records may be, in bytes. An event is bounded by its topic; what is made of it adds the rule and the evidence,
 * so it has twice the room, and the topics behind it have room for that and for Kafka's own overhead. A record that is
 * refused by a broker would end its transaction and come round for ever, so it must not get that far.
 */
public final class Sizes {
    /** Of an event, also where its topic lets more through in a compressed batch. */
    public static final int MOST_EVENT = 1 << 20;
    /** Of what a stage makes of it: a finding, an alert, an episode book; and of what is kept of a dead letter. */
    public static final int MOST_RESULT = 2 << 20;
    /** Of a record on the topics that hold results, with its headers. */
    public static final int MOST_RECORD = 3 << 20;

    /** Of a record on the rules topic: a rule file may hold a megabyte of text. */
    public static final int MOST_RULE_RECORD = 2 << 20;

    private Sizes() {}
}
