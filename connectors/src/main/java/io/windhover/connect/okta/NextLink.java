package io.windhover.connect.okta;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The address of the next page, from {@code Link} headers (RFC 8288). */
final class NextLink {

    private static final Pattern LINK = Pattern.compile("<([^>]{1,8192})>([^,<]{0,512})");
    private static final Pattern NEXT =
            Pattern.compile(";\\s*rel\\s*=\\s*\"?next\"?\\s*(;|$)", Pattern.CASE_INSENSITIVE);

    private NextLink() {}

    /** The first link of that kind, as it stands; empty where there is none. */
    static Optional<String> in(List<String> headers) {
        for (String header : headers) {
            Matcher link = LINK.matcher(header);
            while (link.find()) {
                if (NEXT.matcher(link.group(2).trim()).find()) {
                    return Optional.of(link.group(1));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The link's address where it is this organisation's: the token must not go anywhere else, whatever an answer or a
     * stored offset says.
     */
    static Optional<URI> within(URI origin, String link) {
        try {
            URI uri = origin.resolve(URI.create(link));
            boolean same = origin.getScheme().equalsIgnoreCase(uri.getScheme())
                    && origin.getHost().equalsIgnoreCase(uri.getHost())
                    && port(origin) == port(uri)
                    && uri.getRawUserInfo() == null;
            return same ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }
}
