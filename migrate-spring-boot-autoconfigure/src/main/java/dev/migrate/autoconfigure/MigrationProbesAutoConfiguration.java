package dev.migrate.autoconfigure;

import com.sun.net.httpserver.HttpServer;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnNotWarDeployment;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.web.context.WebApplicationContext;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the probes during a migration.
 */
@AutoConfiguration(after = MigrateAutoConfiguration.class)
@ConditionalOnClass({ ConditionalOnAvailableEndpoint.class, HealthEndpoint.class, ServerProperties.class,
		WebApplicationContext.class, HttpServer.class })
@ConditionalOnWebApplication
@ConditionalOnNotWarDeployment
@ConditionalOnAvailableEndpoint(endpoint = HealthEndpoint.class, exposure = EndpointExposure.WEB)
@ConditionalOnBean(StartupLogs.class)
@ConditionalOnBooleanProperty(name = "migrate.probes.enabled", matchIfMissing = true)
public final class MigrationProbesAutoConfiguration {

	@Bean
	MigrationProbes migrationProbes(ApplicationContext application) {
		return new MigrationProbes(application);
	}

}
