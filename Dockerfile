# syntax=docker/dockerfile:1.19
# Two images of one build: "pixpro" (the routes) and "engine" (the vision engine with OpenCV's native libraries).
#   docker build --target pixpro -t pixpro .      docker build --target engine -t pixpro-engine .

FROM maven:3.9.11-eclipse-temurin-17 AS source
WORKDIR /build
COPY pom.xml checkstyle.xml .editorconfig ./
COPY src/generated src/generated
COPY src/main src/main

# Tests ran before anybody builds an image: see .gitlab-ci.yml
FROM source AS build-pixpro
RUN --mount=type=cache,id=pixpro-maven,target=/maven,sharing=locked \
    mvn -B -ntp -Dmaven.repo.local=/maven -Dmaven.test.skip=true package \
    && cp target/pixpro-*.jar target/pixpro.jar \
    && java -Djarmode=tools -jar target/pixpro.jar extract --layers --destination layers

FROM source AS build-engine
RUN --mount=type=cache,id=pixpro-maven,target=/maven,sharing=locked \
    mvn -B -ntp -Dmaven.repo.local=/maven -Dmaven.test.skip=true -Pengine package \
    && cp target/pixpro-*-engine.jar target/engine.jar \
    && java -Djarmode=tools -jar target/engine.jar extract --layers --destination layers

FROM eclipse-temurin:17.0.17_10-jre-noble AS runtime
RUN groupadd --system --gid 10001 pixpro \
    && useradd --system --uid 10001 --gid pixpro --no-create-home --shell /usr/sbin/nologin pixpro \
    && install --directory --owner=pixpro --group=pixpro --mode=0750 /var/spool/pixpro
COPY --chmod=0555 deploy/http-ok /opt/pixpro/http-ok
WORKDIR /opt/pixpro
USER 10001:10001

# The JVM is process 1, so it gets the SIGTERM of "docker stop". UsePerfData writes to /tmp, which may be read-only.
FROM runtime AS engine
COPY --from=build-engine /build/layers/dependencies/ ./
COPY --from=build-engine /build/layers/spring-boot-loader/ ./
COPY --from=build-engine /build/layers/snapshot-dependencies/ ./
COPY --from=build-engine /build/layers/application/ ./
ENV PIXPRO_ENGINE_HOST=0.0.0.0
EXPOSE 11435
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=4 \
    CMD ["/opt/pixpro/http-ok", "11435", "/api/version"]
# pictures are native memory, outside the heap: a fourth of the limit is enough for the JVM
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=25", "-XX:+ExitOnOutOfMemoryError", "-XX:-UsePerfData", \
    "-Dorg.bytedeco.javacpp.cachedir=/tmp/javacpp", "-jar", "engine.jar"]

# last, so that a build without --target gives the application
FROM runtime AS pixpro
COPY --from=build-pixpro /build/layers/dependencies/ ./
COPY --from=build-pixpro /build/layers/spring-boot-loader/ ./
COPY --from=build-pixpro /build/layers/snapshot-dependencies/ ./
COPY --from=build-pixpro /build/layers/application/ ./
EXPOSE 8080
VOLUME /var/spool/pixpro
HEALTHCHECK --interval=15s --timeout=5s --start-period=120s --retries=4 \
    CMD ["/opt/pixpro/http-ok", "8080", "/actuator/health/readiness"]
# uploads are spooled below java.io.tmpdir, so it is the volume and not the memory of /tmp; the ratios give back what
# nobody uses: 10,000 idle sockets then take 11 KB each instead of 18 (docs/decisions/0020)
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=65", "-XX:+ExitOnOutOfMemoryError", "-XX:-UsePerfData", \
    "-XX:MinHeapFreeRatio=5", "-XX:MaxHeapFreeRatio=15", \
    "-Djava.io.tmpdir=/var/spool/pixpro", "-jar", "pixpro.jar"]
