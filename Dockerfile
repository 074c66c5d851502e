# Image of the service SERVICE. Build the application first: mvn package -DskipTests
FROM eclipse-temurin:17-jre

ARG SERVICE
RUN groupadd --system --gid 10001 redoubt \
    && useradd --system --uid 10001 --gid redoubt --create-home --home-dir /home/redoubt redoubt
COPY --chown=root:root ${SERVICE}/target/quarkus-app/ /opt/redoubt/

USER 10001:10001
WORKDIR /home/redoubt
EXPOSE 8080

# Tensors are allocated outside the Java heap, so the heap gets a quarter of the memory. A job that runs out of heap fails
# and the worker goes on, so the process does not exit on an OutOfMemoryError. The engine unpacks its libraries into the
# home directory and must not download any. The REST API itself answers addresses that are not URIs.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=25", "-Dai.djl.offline=true", "-Dvertx.disableURIValidation=true", "-jar", "/opt/redoubt/quarkus-run.jar"]
