package io.windhover.detector.identities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.windhover.detector.Samples;
import io.windhover.schemas.Actor;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.IdentityEntry;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityMapTest {
    private final IdentityMap identities = new IdentityMap(4);
    private final IdentitiesFollower follower = new IdentitiesFollower(identities);

    @ParameterizedTest
    @CsvSource({
        // What is said of a name
        "github.com/ada, , Ada",
        "GitHub.com/ADA, , Ada",
        "00u7, login@other.example, Ada",
        "github.com/ada, carol@falcon.example, Ada",
        // What follows from a domain
        "Carol@Falcon.example, , carol@falcon.example",
        "00u8, Carol@falcon.example, carol@falcon.example",
        "dave@falcon.example, login@other.example, Ada",
        // Nothing is known
        "00u8, , 00u8",
        "carol@falcon.example.org, , carol@falcon.example.org",
        "@falcon.example, , @falcon.example",
        "x@y@falcon.example, , x@y@falcon.example",
        "00u8, carol@other.example, 00u8",
        ", , "
    })
    void shouldJoinWhatTheOperatorSaysIsOne(String principal, String alias, String person) {
        put("github.com/ada", "Ada", 0);
        put("login@other.example", "Ada", 1);
        put("@falcon.example", null, 2);

        CloudEvent event = event(principal, alias);
        CloudEvent joined = identities.join(event);

        assertThat(joined)
                .isEqualTo(CloudEvent.newBuilder(event)
                        .setActor(Actor.newBuilder(event.getActor())
                                .setPrincipal(person)
                                .build())
                        .build());
    }

    /** However the operator wrote it, or one person would be two. */
    @Test
    void shouldWriteAnAddressOfAJoinedDomainAsTheDomainDoes() {
        put("00uada1", "Ada@falcon.example", 0);
        put("@falcon.example", null, 1);

        assertThat(identities.join(event("00uada1", null)).getActor().getPrincipal())
                .isEqualTo("ada@falcon.example");
        assertThat(identities.join(event("ada@falcon.example", null)).getActor().getPrincipal())
                .isEqualTo("ada@falcon.example");
    }

    @Test
    void shouldNotTakeANameThatItsOwnerChose() {
        put("@falcon.example", null, 0);
        CloudEvent event = event("gitlab#42", null);
        CloudEvent boasting = CloudEvent.newBuilder(event)
                .setActor(Actor.newBuilder(event.getActor())
                        .setUserName("ceo@falcon.example")
                        .build())
                .build();

        assertThat(identities.join(boasting)).isSameAs(boasting);
    }

    @Test
    void shouldLeaveOutWhatItHasNoRoomFor() {
        for (int i = 0; i < 6; i++) {
            put("name-" + i, "Ada", i);
        }
        put("name-0", "Bob", 6);
        follower.remove("name-1", 7);
        put("name-5", "Ada", 8);

        assertThat(identities.size()).isEqualTo(4);
        assertThat(identities.join(event("name-0", null)).getActor().getPrincipal())
                .isEqualTo("Bob");
    }

    @Test
    void shouldRefuseWhatSaysNothing() {
        assertThatThrownBy(() -> follower.put("other", entry("name", "Ada"), 0))
                .isInstanceOf(SerializationException.class)
                .hasMessage("the record's key is not that of its entry");
        for (IdentityEntry wrong : new IdentityEntry[] {
            entry("name", null),
            entry("name", " "),
            entry("", "Ada"),
            entry(" name", "Ada"),
            entry("na\nme", "Ada"),
            entry("n".repeat(1_025), "Ada"),
            entry("@falcon.example", "Ada"),
            entry("@", null),
            entry("@nowhere", null)
        }) {
            assertThatThrownBy(() -> Identity.of(wrong)).isInstanceOf(InvalidIdentityException.class);
            assertThatThrownBy(() -> follower.put(wrong.getAlias(), wrong, 0))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageNotContaining("Ada");
        }
        assertThat(identities.size()).isZero();
    }

    @Test
    void shouldTakeOutWhatStoodUnderTheKeyOfARefusedRecord() {
        put("name", "Ada", 0);

        follower.refuse("name", 1, new SerializationException("x"));
        follower.refuse("no key of ours", 2, new SerializationException("x"));

        assertThat(identities.size()).isZero();
    }

    private void put(String alias, @Nullable String person, long offset) {
        follower.put(alias, entry(alias, person), offset);
    }

    private static IdentityEntry entry(String alias, @Nullable String person) {
        return IdentityEntry.newBuilder().setAlias(alias).setPerson(person).build();
    }

    private static CloudEvent event(@Nullable String principal, @Nullable String alias) {
        CloudEvent event = Samples.event("event-1", Samples.NOON, "ListUsers");
        return CloudEvent.newBuilder(event)
                .setActor(Actor.newBuilder(event.getActor())
                        .setPrincipal(principal)
                        .setAlias(alias)
                        .build())
                .build();
    }
}
