# One image for the detector, the Connect worker with our plugins, and the command. It copies what Maven has built:
#
#   ./mvnw -DskipTests package -pl distribution -am
#   docker buildx build --platform linux/amd64,linux/arm64 --tag REGISTRY/windhover:0.1.0 --push .
#
# Nothing is compiled here; the jars are the same for every platform. The one thing that is made for the platform's own
# Java is the archive of loaded classes, by starting detector and worker once: under emulation that takes minutes, and
# --build-arg ARCHIVES=no leaves it out. In production pin the base image by its digest.
ARG JAVA_IMAGE=eclipse-temurin:25-jre-noble
FROM ${JAVA_IMAGE}
ARG ARCHIVES=yes

LABEL org.opencontainers.image.title="Windhover" \
      org.opencontainers.image.description="Streaming threat detection for cloud, container and identity logs" \
      org.opencontainers.image.licenses="Apache-2.0"

COPY distribution/target/windhover /opt/windhover

# Root owns the program, so that whoever runs it cannot change it.
RUN if [ "$ARCHIVES" = yes ]; then /opt/windhover/bin/make-archives; fi \
 && mkdir -p /var/lib/windhover \
 && chown 10001:10001 /var/lib/windhover

ENV PATH=/opt/windhover/bin:$PATH
# A number, since Kubernetes cannot tell of a name whether it is root. The root file system may be read-only: what is
# written goes to /var/lib/windhover and /tmp; native libraries are unpacked into /tmp, which must not be noexec.
USER 10001:10001
WORKDIR /var/lib/windhover
VOLUME /var/lib/windhover

ENTRYPOINT ["/opt/windhover/bin/windhover"]
