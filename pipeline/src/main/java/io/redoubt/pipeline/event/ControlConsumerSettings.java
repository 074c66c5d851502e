package io.redoubt.pipeline.event;

import io.smallrye.reactive.messaging.ClientCustomizer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.eclipse.microprofile.config.Config;

/** Attaches {@link ControlInterceptor} to the consumer of the control channel. */
@ApplicationScoped
public class ControlConsumerSettings implements ClientCustomizer<Map<String, Object>> {

    private final ControlOffsets offsets;

    @Inject
    public ControlConsumerSettings(ControlOffsets offsets) {
        this.offsets = offsets;
    }

    @Override
    public Map<String, Object> customize(String channel, Config channelConfig, Map<String, Object> config) {
        if (!channel.equals(ControlListener.CHANNEL)) {
            return config;
        }
        Map<String, Object> customized = new HashMap<>(config);
        customized.put(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG, List.of(ControlInterceptor.class));
        customized.put(ControlInterceptor.OFFSETS, offsets);
        return customized;
    }
}
