package io.windhover.connect.s3;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * An object's bytes as they come. Where the connection breaks, as it does when a large object is read slowly, it is asked for
 * the rest of the same content. Not thread-safe.
 */
final class ObjectStream extends InputStream {

    private static final Logger LOG = LoggerFactory.getLogger(ObjectStream.class);

    /** How often in a row it is asked for the rest without a byte coming. */
    private static final int MOST_BREAKS = 4;

    private final S3Client s3;
    private final ObjectAddress address;
    private final String etag;
    private final long size;
    private ResponseInputStream<GetObjectResponse> content;
    private long position;
    private int breaks;

    private ObjectStream(S3Client s3, ObjectAddress address, ResponseInputStream<GetObjectResponse> content) {
        this.s3 = s3;
        this.address = address;
        this.content = content;
        etag = Objects.requireNonNullElse(content.response().eTag(), "");
        size = Objects.requireNonNullElse(content.response().contentLength(), -1L);
    }

    /**
     * Begins to read an object.
     *
     * @throws SdkException where that cannot be; see {@link AwsFailure}
     */
    static ObjectStream open(S3Client s3, ObjectAddress address) {
        return new ObjectStream(s3, address, s3.getObject(request(address).build()));
    }

    private static GetObjectRequest.Builder request(ObjectAddress address) {
        return GetObjectRequest.builder().bucket(address.bucket()).key(address.key());
    }

    /** The tag of its content. */
    String etag() {
        return etag;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (true) {
            try {
                int taken = content.read(target, offset, length);
                if (taken >= 0) {
                    position += taken;
                    breaks = taken > 0 ? 0 : breaks;
                    return taken;
                }
                if (position >= size) {
                    return -1;
                }
                throw new EOFException("the connection was closed early");
            } catch (IOException | SdkException e) {
                // The latter where a checksum does not fit, for one.
                goOn(e);
            }
        }
    }

    /** Readers take an EOFException for damage to the content: what is thrown here is another. */
    private void goOn(Exception broken) throws IOException {
        content.abort();
        if (position >= size || ++breaks > MOST_BREAKS) {
            throw new IOException("the object cannot be read on", broken);
        }
        LOG.atDebug()
                .addKeyValue("object", address.name())
                .addKeyValue("position", position)
                .setCause(broken)
                .log("The connection broke; reading on");
        try {
            content = s3.getObject(request(address)
                    .range("bytes=" + position + "-")
                    .ifMatch(etag)
                    .build());
        } catch (SdkException e) {
            throw new IOException("the object cannot be read on", e);
        }
        if (!Objects.requireNonNullElse(content.response().contentRange(), "").startsWith("bytes " + position + "-")) {
            throw new IOException("the store does not give the rest of an object");
        }
    }

    /** Gives up the connection where content is left on it, since reading it to its end could take long. */
    @Override
    public void close() throws IOException {
        if (position < size) {
            content.abort();
        } else {
            content.close();
        }
    }
}
