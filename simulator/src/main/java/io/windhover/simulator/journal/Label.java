package io.windhover.simulator.journal;

import io.windhover.simulator.text.Line;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The truth about one attack: what it was, who seemed to act, and which events are its traces. Not thread-safe. */
public final class Label {
    /**
     * One trace.
     *
     * @param uid what identifies the event, as the normalised event has it
     */
    public record Trace(Log log, String uid, long time) {}

    private final String id;
    private final String name;
    private final List<String> techniques;
    private final List<Integer> detections;
    private final Set<String> entities = new LinkedHashSet<>();
    private final List<Trace> traces = new ArrayList<>();

    public Label(String id, String name, List<String> techniques, List<Integer> detections) {
        this.id = id;
        this.name = name;
        this.techniques = List.copyOf(techniques);
        this.detections = List.copyOf(detections);
    }

    /** One more whose account, key, address or workload the attack shows under. */
    public void entity(String entity) {
        entities.add(entity);
    }

    void add(Log log, String uid, long time) {
        traces.add(new Trace(log, uid, time));
    }

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    /** Of ATT&amp;CK. */
    public List<String> techniques() {
        return techniques;
    }

    /** Numbers of the detections that should see it. */
    public List<Integer> detections() {
        return detections;
    }

    public Set<String> entities() {
        return Set.copyOf(entities);
    }

    public List<Trace> traces() {
        return List.copyOf(traces);
    }

    /** When its first trace was left, in milliseconds since 1970; 0 without traces. */
    public long start() {
        return traces.isEmpty() ? 0 : traces.get(0).time();
    }

    /** When its last trace was left. */
    public long end() {
        return traces.isEmpty() ? 0 : traces.get(traces.size() - 1).time();
    }

    /** One JSON object. */
    public String json() {
        Line line = new Line();
        line.raw(bytes("{\"id\":\"")).text(id).raw(bytes("\",\"name\":\"")).text(name);
        line.raw(bytes("\",\"techniques\":"));
        texts(line, techniques);
        line.raw(bytes(",\"detections\":" + detections.toString().replace(" ", "") + ",\"entities\":"));
        texts(line, entities);
        line.raw(bytes(",\"start\":\""))
                .time(start(), 3)
                .raw(bytes("\",\"end\":\""))
                .time(end(), 3);
        line.raw(bytes("\",\"events\":["));
        String before = "{\"log\":\"";
        for (Trace trace : traces) {
            line.raw(bytes(before));
            before = ",{\"log\":\"";
            line.text(trace.log().word()).raw(bytes("\",\"uid\":\"")).text(trace.uid());
            line.raw(bytes("\",\"time\":\"")).time(trace.time(), 3).raw(bytes("\"}"));
        }
        return line.raw(bytes("]}")).toString();
    }

    private static void texts(Line line, Iterable<String> texts) {
        String before = "[\"";
        for (String text : texts) {
            line.raw(bytes(before)).text(text);
            before = "\",\"";
        }
        line.raw(bytes(before.equals("[\"") ? "[]" : "\"]"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
