package io.redoubt.api.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import java.util.List;
import java.util.Map;

/** The fields of KEDA's resources (keda.sh/v1alpha1, as documented for KEDA 2.20) that these deployments may use. */
final class KedaResources {

    private KedaResources() {}

    record ScaledObject(String apiVersion, String kind, ObjectMeta metadata, ScaledObjectSpec spec) {}

    record ScaledObjectSpec(
            ScaleTarget scaleTargetRef,
            Integer pollingInterval,
            Integer cooldownPeriod,
            Integer initialCooldownPeriod,
            Integer idleReplicaCount,
            Integer minReplicaCount,
            Integer maxReplicaCount,
            JsonNode fallback,
            Advanced advanced,
            List<Trigger> triggers) {}

    record ScaleTarget(String apiVersion, String kind, String name, String envSourceContainerName) {}

    record Advanced(Boolean restoreToOriginalReplicaCount, HpaConfig horizontalPodAutoscalerConfig) {}

    record HpaConfig(String name, HorizontalPodAutoscalerBehavior behavior) {}

    record ScaledJob(String apiVersion, String kind, ObjectMeta metadata, ScaledJobSpec spec) {}

    record ScaledJobSpec(
            JobSpec jobTargetRef,
            Integer pollingInterval,
            Integer successfulJobsHistoryLimit,
            Integer failedJobsHistoryLimit,
            String envSourceContainerName,
            Integer minReplicaCount,
            Integer maxReplicaCount,
            Rollout rollout,
            ScalingStrategy scalingStrategy,
            List<Trigger> triggers) {}

    record Rollout(String strategy, String propagationPolicy) {}

    record ScalingStrategy(String strategy) {}

    record Trigger(
            String type,
            String name,
            Boolean useCachedMetrics,
            String metricType,
            Map<String, String> metadata,
            AuthenticationReference authenticationRef) {}

    record AuthenticationReference(String name, String kind) {}

    record TriggerAuthentication(String apiVersion, String kind, ObjectMeta metadata, TriggerAuthenticationSpec spec) {}

    record TriggerAuthenticationSpec(List<SecretTarget> secretTargetRef) {}

    record SecretTarget(String parameter, String name, String key) {}
}
