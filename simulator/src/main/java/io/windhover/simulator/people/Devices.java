package io.windhover.simulator.people;

import io.windhover.simulator.chance.Chance;
import io.windhover.simulator.company.Person;
import io.windhover.simulator.log.Agent;
import io.windhover.simulator.log.Client;
import io.windhover.simulator.place.Address;

/** What somebody works on: a laptop whose browser renews itself and which is replaced one day, and a phone. Not thread-safe. */
final class Devices {
    private static final long RELEASE = 28 * 86_400_000L;
    private static final long FIRST_RELEASE = 1_759_276_800_000L;
    private static final int FIRST_VERSION = 141;

    private final Chance chance;
    private final String phone;
    private final boolean iphone;
    private String laptop;
    private int system;
    private int browser;
    private boolean secondBrowser;
    private int lag;

    Devices(Person person, Chance chance) {
        this.chance = chance;
        this.phone = chance.hex(16);
        this.iphone = chance.happens(0.5);
        this.laptop = chance.hex(16);
        this.system = person.job().isTechnical() ? chance.below(3) : chance.below(2);
        this.browser = chance.below(10);
        this.lag = chance.below(12);
    }

    /** A new machine, sometimes with another system. */
    void replaceLaptop() {
        laptop = chance.hex(16);
        if (chance.happens(0.3)) {
            system = chance.below(3);
        }
    }

    /** For once, or from now on, another browser. */
    void changeBrowser() {
        secondBrowser = !secondBrowser;
    }

    Client laptop(Address address, long now) {
        return new Client(address, browser(now), laptop, false);
    }

    Client phone(Address address) {
        return new Client(
                address,
                iphone
                        ? new Agent(
                                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
                                        + "Version/18.6 Mobile/15E148 Safari/604.1",
                                "iOS (iPhone)",
                                "SAFARI")
                        : new Agent(
                                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 "
                                        + "Mobile Safari/537.36",
                                "Android 1.x",
                                "CHROME"),
                phone,
                true);
    }

    /** The command line on the laptop. */
    Agent awsCommandLine() {
        return Agent.tool(
                "aws-cli/2.31." + lag + " md/awscrt#0.28.1 ua/2.1 os/" + (system == 0 ? "macos#25.0.0" : "linux#6.8.0")
                        + " md/arch#" + (system == 0 ? "arm64" : "x86_64") + " lang/python#3.13.7 md/installer#exe");
    }

    String kubectl() {
        return "kubectl/v1.33.5 (" + (system == 0 ? "darwin/arm64" : "linux/amd64") + ") kubernetes/1234567";
    }

    String git() {
        return "git/2." + (45 + lag % 6) + ".0";
    }

    private Agent browser(long now) {
        long version = FIRST_VERSION + Math.floorDiv(now - FIRST_RELEASE - lag * 86_400_000L, RELEASE);
        String os =
                switch (system) {
                    case 0 -> "Macintosh; Intel Mac OS X 10_15_7";
                    case 1 -> "Windows NT 10.0; Win64; x64";
                    default -> "X11; Linux x86_64";
                };
        String name = system == 0 ? "Mac OS X" : system == 1 ? "Windows 10" : "Linux";
        boolean firefox = secondBrowser != (browser == 0);
        if (firefox) {
            return new Agent(
                    "Mozilla/5.0 (" + os + "; rv:" + (version + 2) + ".0) Gecko/20100101 Firefox/" + (version + 2)
                            + ".0",
                    name,
                    "FIREFOX");
        }
        String chrome = "Mozilla/5.0 (" + os + ") AppleWebKit/537.36 (KHTML, like Gecko) Chrome/" + version
                + ".0.0.0 Safari/537.36";
        return system == 1 && browser < 5
                ? new Agent(chrome + " Edg/" + version + ".0.0.0", name, "EDGE")
                : new Agent(chrome, name, "CHROME");
    }
}
