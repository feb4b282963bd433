package io.windhover.rules.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * ATT&CK's tactics. Their places are bits of stored states: each keeps its own, and a new one gets a new one. Beside the one
 * for evading defences stand the two that ATT&CK made of it.
 */
public enum RiskTactic {
    RECONNAISSANCE(0),
    RESOURCE_DEVELOPMENT(1),
    INITIAL_ACCESS(2),
    EXECUTION(3),
    PERSISTENCE(4),
    PRIVILEGE_ESCALATION(5),
    DEFENSE_EVASION(6),
    CREDENTIAL_ACCESS(7),
    DISCOVERY(8),
    LATERAL_MOVEMENT(9),
    COLLECTION(10),
    COMMAND_AND_CONTROL(11),
    EXFILTRATION(12),
    IMPACT(13),
    STEALTH(14),
    DEFENSE_IMPAIRMENT(15);

    private static final String NAMESPACE = "attack.";
    private static final List<RiskTactic> ALL = List.of(values());

    private final int place;

    RiskTactic(int place) {
        this.place = place;
    }

    /** As Sigma's tags write it. */
    public String tag() {
        return NAMESPACE + title();
    }

    /** With hyphens, in lower case. */
    public String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The bits of the tactics among a rule's tags. */
    public static int bits(List<String> tags) {
        int bits = 0;
        for (RiskTactic tactic : ALL) {
            if (tags.contains(tactic.tag())) {
                bits |= 1 << tactic.place;
            }
        }
        return bits;
    }

    /** The tactics of some bits, in ATT&CK's order. */
    public static List<RiskTactic> of(int bits) {
        List<RiskTactic> tactics = new ArrayList<>();
        for (RiskTactic tactic : ALL) {
            if ((bits & (1 << tactic.place)) != 0) {
                tactics.add(tactic);
            }
        }
        return tactics;
    }
}
