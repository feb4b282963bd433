package io.windhover.detector.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.windhover.rules.lists.ListIndex;
import io.windhover.schemas.ListEntry;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class ListsFollowerTest {
    private final ListIndex lists = new ListIndex(2);
    private final ListsFollower follower = new ListsFollower(lists);

    @Test
    void shouldCountWhatItHasNoRoomFor() {
        follower.put("a\tone", entry("a", "one"), 0);
        follower.put("b\ttwo", entry("b", "Two"), 1);
        follower.put("c\tthree", entry("c", "three"), 2);
        follower.put("b\ttwo", entry("b", "two"), 3);
        follower.put("d\tfour", entry("d", "four"), 4);

        assertThat(follower.left()).isEqualTo(2);
        assertThat(lists.names()).containsExactly("a", "b");
    }

    @Test
    void shouldRefuseARecordWhoseKeyIsAnothers() {
        assertThatThrownBy(() -> follower.put("a\ttwo", entry("a", "one"), 0))
                .isInstanceOf(SerializationException.class)
                .hasMessage("the record's key is not that of its entry");
        assertThatThrownBy(() -> follower.put("a\t10.0.0.1/8", entry("a", "10.0.0.1/8"), 0))
                .isInstanceOf(SerializationException.class)
                .hasMessageNotContaining("10.0.0.1");
        assertThat(lists.size()).isZero();
    }

    @Test
    void shouldTakeOutWhatStoodUnderTheKeyOfARefusedRecord() {
        follower.put("a\tone", entry("a", "one"), 0);
        follower.put("b\ttwo", entry("b", "two"), 1);

        follower.refuse("a\tone", 2, new SerializationException("x"));
        follower.refuse("no key of ours", 3, new SerializationException("x"));
        follower.remove("b\ttwo", 4);
        follower.remove("", 5);

        assertThat(lists.size()).isZero();
    }

    private static ListEntry entry(String list, String value) {
        return ListEntry.newBuilder().setList(list).setValue(value).build();
    }
}
