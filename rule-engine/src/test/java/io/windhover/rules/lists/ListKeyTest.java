package io.windhover.rules.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.windhover.schemas.ListEntry;
import io.windhover.schemas.ListEntryKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListKeyTest {
    @ParameterizedTest
    @CsvSource({
        "Evil.Example, evil.example",
        "203.0.113.7, 203.0.113.7/32",
        "203.0.113.0/24, 203.0.113.0/24",
        "2001:DB8::/32, 2001:db8:0:0:0:0:0:0/32",
        "arn:aws:iam::111122223333:role/CI, arn:aws:iam::111122223333:role/ci",
        "203.0.113.7/index.html, 203.0.113.7/index.html"
    })
    void shouldBeTheSameForValuesThatFindTheSame(String written, String canonical) throws InvalidListEntryException {
        ListKey key = ListKey.of("bad", written, "");

        assertThat(key.toString()).isEqualTo("bad\t" + canonical);
        assertThat(ListKey.parse(key.toString())).isEqualTo(key);
        assertThat(ListKey.parse("bad\t" + canonical + "\tfeed")).isEqualTo(ListKey.of("bad", written, "feed"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bad",
                "bad\t",
                "\tvalue",
                "bad\tUpper",
                "bad\t203.0.113.7",
                "bad\tvalue\t",
                "a\tb\tc\td",
                "bad\t10.0.0.1/8"
            })
    void shouldRefuseAKeyThatIsNotCanonical(String key) {
        assertThatThrownBy(() -> ListKey.parse(key)).isInstanceOf(InvalidListEntryException.class);
    }

    @Test
    void shouldSayWhatIsWrongWithANetworkAndWhatWasMeant() {
        InvalidListEntryException wrong =
                catchThrowableOfType(InvalidListEntryException.class, () -> ListValue.parse("10.1.2.3/8"));

        assertThat(wrong).hasMessage("The network has bits set behind its prefix.");
        assertThat(wrong.suggestion()).contains("did you mean '10.0.0.0/8'?");
        assertThatThrownBy(() -> ListValue.parse("10.0.0.0/33")).hasMessage("The prefix length must be 0 to 32.");
        assertThatThrownBy(() -> ListValue.parse("10.0.0.0/")).hasMessage("The prefix length must be 0 to 32.");
        assertThatThrownBy(() -> ListValue.parse("2001:db8::/129")).hasMessage("The prefix length must be 0 to 128.");
        assertThatThrownBy(() -> ListValue.parse(" ")).hasMessage("The value is empty.");
        assertThatThrownBy(() -> ListValue.parse("a\tb")).hasMessage("The value has a control character.");
        assertThatThrownBy(() -> ListValue.parse("x".repeat(1_025))).hasMessageContaining("longer than 1024");
    }

    @Test
    void shouldRefuseAnEntryThatContradictsItself() throws InvalidListEntryException {
        ListEntry entry =
                ListEntry.newBuilder().setList("bad").setValue("10.0.0.1").build();

        assertThat(ListKey.of(entry)).isEqualTo(ListKey.of("bad", "10.0.0.1", ""));
        assertThatThrownBy(() -> ListKey.of(
                        ListEntry.newBuilder(entry).setKind(ListEntryKind.TEXT).build()))
                .hasMessageContaining("kind");
        assertThatThrownBy(() -> ListKey.of(
                        ListEntry.newBuilder(entry).setConfidence(101).build()))
                .hasMessage("The confidence must be 0 to 100.");
    }
}
