package io.windhover.simulator.company;

import io.windhover.simulator.log.EntraLog;
import io.windhover.simulator.log.OktaLog;
import io.windhover.simulator.place.Address;
import io.windhover.simulator.place.Network;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Somebody who works for the company, with what does not change.
 *
 * @param number from 0
 * @param home the city's network at home
 * @param homeAddress at home
 * @param secondHomeAddress the same line's IPv6 address, which some programs prefer
 * @param officeCity where the desk stands; the city at home for those who work from there alone
 * @param startHour local hours at which work usually begins
 * @param hours how long a day is
 * @param officeShare of the days in the office
 * @param owl how likely an evening at work is
 * @param privateVpn whether a VPN of one's own often runs
 * @param gateway whether the company's gateway is used outside the office
 * @param relay whether the browser hides behind a relay
 * @param inEntra whether mail and files are Microsoft's; else they are Google's
 * @param clumsiness how likely a password is mistyped
 */
public record Person(
        int number,
        String name,
        String mail,
        Job job,
        Network home,
        Address homeAddress,
        Optional<Address> secondHomeAddress,
        String officeCity,
        double startHour,
        double hours,
        double officeShare,
        double owl,
        boolean privateVpn,
        boolean gateway,
        boolean relay,
        boolean inEntra,
        double clumsiness,
        OktaLog.User okta,
        EntraLog.User entra,
        String profile,
        String handle) {

    public ZoneId zone() {
        return home.zone();
    }

    public String city() {
        return home.city();
    }
}
