# The images of Redoubt. Needs BuildKit (Docker 23 or newer) and nothing else: Maven and the JDK are in the build stage.
#
#   docker buildx bake                        all images, see docker-bake.hcl
#   docker build --target attack-service .    one image
#   docker build --target attack-service-cuda .
#
# These are all images that the build downloads. To pin one by digest, append @sha256:... to it, here or with --build-arg;
# docker buildx imagetools inspect IMAGE prints the digest.
ARG BUILD_IMAGE=maven:3.9.9-eclipse-temurin-17
ARG JAVA_IMAGE=eclipse-temurin:17.0.15_6-jre-noble
ARG CUDA_IMAGE=nvidia/cuda:12.9.1-cudnn-runtime-ubuntu24.04

# For the labels of the images.
ARG VERSION=0.1.0-SNAPSHOT
ARG REVISION=unknown

# ---- Build

FROM ${BUILD_IMAGE} AS build
WORKDIR /build
# Dependencies and plugins: this layer changes with the POMs only. The modules are empty, the build is complete.
COPY pom.xml ./
COPY .mvn/ .mvn/
COPY api/pom.xml api/
COPY attack-service/pom.xml attack-service/
COPY benchmarks/pom.xml benchmarks/
COPY cli/pom.xml cli/
COPY core/pom.xml core/
COPY data/pom.xml data/
COPY embedded/pom.xml embedded/
COPY eval-service/pom.xml eval-service/
COPY experiment-service/pom.xml experiment-service/
COPY finetune-service/pom.xml finetune-service/
COPY pipeline/pom.xml pipeline/
COPY pretrain-service/pom.xml pretrain-service/
COPY system-tests/pom.xml system-tests/
COPY testkit/pom.xml testkit/
COPY worker/pom.xml worker/
COPY worker-testkit/pom.xml worker-testkit/
ARG MODULES=cli,experiment-service,pretrain-service,finetune-service,attack-service,eval-service
RUN mvn -B -ntp -pl ${MODULES} -am -Dmaven.test.skip=true package
COPY . .
RUN mvn -B -ntp -pl ${MODULES} -am -Dmaven.test.skip=true clean package
RUN images/layers /layers cli experiment-service pretrain-service finetune-service attack-service eval-service

# The native libraries of the engine.
FROM build AS libtorch-cpu
RUN images/libtorch assemble /opt/libtorch \
        cli/target/quarkus-app/lib/main/ai.djl.pytorch.pytorch-native-cpu-*.jar \
        cli/target/quarkus-app/lib/main/ai.djl.pytorch.pytorch-jni-*.jar \
    && images/libtorch check /opt/libtorch

# PyTorch with CUDA from Maven Central, and the engine's JNI library for it. docs/gpu.md describes this set.
FROM build AS libtorch-cuda
ARG LIBTORCH_CUDA=org.bytedeco:pytorch:2.7.1-1.5.12:jar:linux-x86_64-gpu
ARG OPENBLAS=org.bytedeco:openblas:0.3.30-1.5.12:jar:linux-x86_64
RUN for artifact in ${LIBTORCH_CUDA} ${OPENBLAS}; do \
        mvn -B -ntp org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -Dartifact=${artifact} \
            -DoutputDirectory=/tmp/cuda -f /build/api/pom.xml || exit 1; \
    done \
    && images/libtorch assemble /opt/libtorch /tmp/cuda/*.jar \
        cli/target/quarkus-app/lib/main/ai.djl.pytorch.pytorch-jni-*.jar \
    && rm -r /tmp/cuda ~/.m2/repository/org/bytedeco

# ---- Runtime

FROM ${JAVA_IMAGE} AS java

# Tensors are allocated outside the Java heap, so the heap gets a quarter of the memory. The engine must not download
# libraries. The REST API itself answers addresses that are not URIs. A job that runs out of heap fails and the worker goes
# on, so the process does not exit on an OutOfMemoryError. Only /tmp is written to.
FROM java AS base
ARG VERSION
ARG REVISION
LABEL org.opencontainers.image.title="Redoubt" \
      org.opencontainers.image.description="Adversarially robust image classifiers as a pipeline of services" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
ENV HOME=/tmp DJL_CACHE_DIR=/tmp/djl
USER 10001:10001
WORKDIR /tmp
VOLUME /tmp
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=25", "-Duser.home=/tmp", "-Dai.djl.offline=true", "-Dvertx.disableURIValidation=true", "-jar", "/opt/redoubt/quarkus-run.jar"]

FROM base AS service
COPY images/ready /opt/redoubt/ready
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 CMD ["/opt/redoubt/ready"]

FROM service AS worker
COPY --from=libtorch-cpu /opt/libtorch/ /opt/libtorch/
ENV PYTORCH_LIBRARY_PATH=/opt/libtorch PYTORCH_VERSION=2.7.1 PYTORCH_FLAVOR=cpu

# CUDA's libraries are those of the base image, and two that it lacks. The engine looks for libcudart.so without a number;
# if it is missing, it sees no GPU. The check fails if any library or symbol is missing.
FROM ${CUDA_IMAGE} AS cuda
RUN apt-get update \
    && apt-get install -y --no-install-recommends cuda-cupti-12-9 libcufile-12-9 \
    && rm -rf /var/lib/apt/lists/* \
    && ln -sf libcudart.so.12 /usr/local/cuda/lib64/libcudart.so
COPY --from=java /opt/java/openjdk /opt/java/openjdk
COPY --from=libtorch-cuda /opt/libtorch/ /opt/libtorch/
COPY images/libtorch images/ready /opt/redoubt/
ENV JAVA_HOME=/opt/java/openjdk \
    PATH=/opt/java/openjdk/bin:/usr/local/nvidia/bin:/usr/local/cuda/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    LD_LIBRARY_PATH=/opt/libtorch:/usr/local/cuda/lib64:/usr/local/cuda/extras/CUPTI/lib64:/usr/local/nvidia/lib:/usr/local/nvidia/lib64 \
    PYTORCH_LIBRARY_PATH=/opt/libtorch PYTORCH_VERSION=2.7.1 PYTORCH_FLAVOR=cu128 \
    REDOUBT_DEVICE=cuda \
    OPENBLAS_NUM_THREADS=1 \
    HOME=/tmp DJL_CACHE_DIR=/tmp/djl LC_ALL=C.UTF-8
RUN /opt/redoubt/libtorch check /opt/libtorch
ARG VERSION
ARG REVISION
LABEL org.opencontainers.image.title="Redoubt" \
      org.opencontainers.image.description="Adversarially robust image classifiers as a pipeline of services, with CUDA" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
USER 10001:10001
WORKDIR /tmp
VOLUME /tmp
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 CMD ["/opt/redoubt/ready"]
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=25", "-Duser.home=/tmp", "-Dai.djl.offline=true", "-Dvertx.disableURIValidation=true", "-jar", "/opt/redoubt/quarkus-run.jar"]

# ---- Images. Two layers each: libraries, which change with their versions, and Redoubt, a few megabytes.

FROM service AS experiment-service
COPY --from=build /layers/experiment-service/libraries/ /opt/redoubt/
COPY --from=build /layers/experiment-service/application/ /opt/redoubt/

FROM worker AS pretrain-service
COPY --from=build /layers/pretrain-service/libraries/ /opt/redoubt/
COPY --from=build /layers/pretrain-service/application/ /opt/redoubt/

FROM worker AS finetune-service
COPY --from=build /layers/finetune-service/libraries/ /opt/redoubt/
COPY --from=build /layers/finetune-service/application/ /opt/redoubt/

FROM worker AS attack-service
COPY --from=build /layers/attack-service/libraries/ /opt/redoubt/
COPY --from=build /layers/attack-service/application/ /opt/redoubt/

FROM worker AS eval-service
COPY --from=build /layers/eval-service/libraries/ /opt/redoubt/
COPY --from=build /layers/eval-service/application/ /opt/redoubt/

FROM base AS cli
COPY --from=build /layers/cli/libraries/ /opt/redoubt/
COPY --from=build /layers/cli/application/ /opt/redoubt/

FROM cuda AS pretrain-service-cuda
COPY --from=build /layers/pretrain-service/libraries/ /opt/redoubt/
COPY --from=build /layers/pretrain-service/application/ /opt/redoubt/

FROM cuda AS finetune-service-cuda
COPY --from=build /layers/finetune-service/libraries/ /opt/redoubt/
COPY --from=build /layers/finetune-service/application/ /opt/redoubt/

FROM cuda AS attack-service-cuda
COPY --from=build /layers/attack-service/libraries/ /opt/redoubt/
COPY --from=build /layers/attack-service/application/ /opt/redoubt/

FROM cuda AS eval-service-cuda
COPY --from=build /layers/eval-service/libraries/ /opt/redoubt/
COPY --from=build /layers/eval-service/application/ /opt/redoubt/
