package io.windhover.detector.serving;

import java.util.List;

/**
 * How the detector is.
 *
 * @param live false where only a restart helps
 * @param ready whether it judges events, or would if some came
 * @param reasons why it is not live or not ready, one sentence each; nothing that is not for everybody
 */
public record Health(boolean live, boolean ready, List<String> reasons) {
    public Health {
        reasons = List.copyOf(reasons);
    }
}
