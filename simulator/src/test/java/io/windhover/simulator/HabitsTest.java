package io.windhover.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.windhover.simulator.company.Company;
import io.windhover.simulator.company.Person;
import io.windhover.simulator.journal.Log;
import io.windhover.simulator.place.AddressPlan;
import io.windhover.simulator.place.Network;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whether people behave as people do: three weeks of sixty of them, without attacks. */
class HabitsTest {
    private static final int PEOPLE = 60;
    private static final int DAYS = 21;
    private static final long SEED = 11;
    /** Of which nobody can tell where the person is. */
    private static final Set<String> ANYWHERE = Set.of("vpn", "relay", "satellite", "cloud");

    private static final AddressPlan PLAN = AddressPlan.standard();

    private static List<SignIn> signIns;
    private static Map<String, Person> people;

    /** Somebody signed in, or tried. */
    private record SignIn(String mail, long time, Network network, String device, boolean success) {
        ZonedDateTime local() {
            return Instant.ofEpochMilli(time).atZone(network.zone());
        }
    }

    @BeforeAll
    static void simulate() {
        Map<String, Network> networks = new HashMap<>();
        people = Company.of(PEOPLE, SEED, PLAN).people().stream()
                .collect(Collectors.toMap(Person::mail, person -> person));
        signIns = new ArrayList<>();
        Recording recording = Recording.of(Recording.settings(SEED, PEOPLE, DAYS, 0, List.of()));
        for (Recording.Event event : recording.events()) {
            if (event.log() == Log.OKTA_SYSTEM && event.text().contains("user.session.start")) {
                JsonNode json = event.json();
                signIns.add(signIn(
                        networks,
                        json.at("/actor/alternateId"),
                        event.time(),
                        json.at("/client/ipAddress"),
                        json.at("/device/id"),
                        json.at("/outcome/result").textValue().equals("SUCCESS")));
            } else if (event.log() == Log.ENTRA_SIGNIN && event.text().contains("UserSignInLogs")) {
                JsonNode json = event.json();
                signIns.add(signIn(
                        networks,
                        json.at("/properties/userPrincipalName"),
                        event.time(),
                        json.get("callerIpAddress"),
                        json.at("/properties/deviceDetail/deviceId"),
                        json.get("resultType").textValue().equals("0")));
            }
        }
    }

    private static SignIn signIn(
            Map<String, Network> networks, JsonNode mail, long time, JsonNode ip, JsonNode device, boolean success) {
        Network network = networks.computeIfAbsent(ip.textValue(), HabitsTest::network);
        return new SignIn(mail.textValue(), time, network, device.asText(), success);
    }

    private static Network network(String ip) {
        return PLAN.networks().stream().filter(within(ip)).findFirst().orElseThrow();
    }

    private static Predicate<Network> within(String ip) {
        return network -> {
            if (network.isV6() || ip.contains(":")) {
                return network.isV6() && ip.startsWith(network.range().replace("::/48", ":"));
            }
            int bits =
                    Integer.parseInt(network.range().substring(network.range().indexOf('/') + 1));
            return number(ip) >>> (32 - bits)
                    == number(network.range().substring(0, network.range().indexOf('/'))) >>> (32 - bits);
        };
    }

    private static long number(String ip) {
        long number = 0;
        for (String part : ip.split("\\.", -1)) {
            number = (number << 8) + Integer.parseInt(part);
        }
        return number;
    }

    @Test
    void shouldNeverHaveHonestPeopleTravelFasterThanAnAirliner() {
        Map<String, List<SignIn>> byPerson = signIns.stream()
                .filter(SignIn::success)
                .filter(signIn -> !ANYWHERE.contains(signIn.network().kind()))
                .sorted(Comparator.comparingLong(SignIn::time))
                .collect(Collectors.groupingBy(SignIn::mail));

        int trips = 0;
        for (List<SignIn> ofOne : byPerson.values()) {
            for (int i = 1; i < ofOne.size(); i++) {
                SignIn before = ofOne.get(i - 1);
                SignIn after = ofOne.get(i);
                double kilometres = before.network().kilometresTo(after.network());
                double hours = (after.time() - before.time()) / 3_600_000.0;
                if (kilometres >= 500) {
                    trips++;
                    assertThat(kilometres / hours)
                            .as("%s then %s", before, after)
                            .isLessThan(800);
                }
            }
        }
        assertThat(trips).as("people do travel").isGreaterThan(3);
    }

    @Test
    void shouldSignInByDayMostlyAndByNightSometimes() {
        List<SignIn> atLaptops = signIns.stream()
                .filter(signIn -> people.containsKey(signIn.mail()))
                .filter(signIn -> !ANYWHERE.contains(signIn.network().kind()))
                .toList();

        assertThat(share(
                        atLaptops,
                        signIn ->
                                signIn.local().getHour() >= 22 || signIn.local().getHour() < 5))
                .isBetween(0.005, 0.15);
        assertThat(share(
                        atLaptops,
                        signIn ->
                                signIn.local().getHour() >= 6 && signIn.local().getHour() < 19))
                .isGreaterThan(0.7);
        assertThat(share(atLaptops, signIn -> isWeekend(signIn.local()))).isBetween(0.005, 0.12);
    }

    @Test
    void shouldMistypePasswordsNowAndThen() {
        assertThat(share(signIns, signIn -> !signIn.success())).isBetween(0.02, 0.3);
    }

    @Test
    void shouldUseMoreThanOnePlaceAndSometimesAnotherDevice() {
        Map<String, Set<String>> cities = new HashMap<>();
        Map<String, Set<String>> devices = new HashMap<>();
        for (SignIn signIn : signIns) {
            cities.computeIfAbsent(signIn.mail(), mail -> new HashSet<>())
                    .add(signIn.network().range());
            devices.computeIfAbsent(signIn.mail(), mail -> new HashSet<>()).add(signIn.device());
        }

        assertThat(share(List.copyOf(cities.values()), places -> places.size() > 1))
                .isGreaterThan(0.5);
        assertThat(devices.values()).anySatisfy(ofOne -> assertThat(ofOne).hasSizeGreaterThan(2));
        assertThat(signIns).extracting(signIn -> signIn.network().kind()).contains("isp", "office", "mobile", "vpn");
    }

    @Test
    void shouldLiveInSeveralTimeZones() {
        Set<ZoneId> zones = people.values().stream().map(Person::zone).collect(Collectors.toSet());

        assertThat(zones).hasSizeGreaterThanOrEqualTo(4);
    }

    private static boolean isWeekend(ZonedDateTime time) {
        return time.getDayOfWeek() == DayOfWeek.SATURDAY || time.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    private static <T> double share(List<T> all, Predicate<T> part) {
        return (double) all.stream().filter(part).count() / all.size();
    }
}
