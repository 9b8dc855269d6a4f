package dev.migrate.autoconfigure;

import java.util.List;
import java.util.Map;

import dev.migrate.actuate.Probe;
import dev.migrate.actuate.ProbeSite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProbeSites}. {@link MigrationProbesTests} compares the paths with
 * those of real web servers.
 */
class ProbeSitesTests {

	private static final AutoConfigurations HEALTH = AutoConfigurations.of(
			ApplicationAvailabilityAutoConfiguration.class, EndpointAutoConfiguration.class,
			WebEndpointAutoConfiguration.class, HealthContributorRegistryAutoConfiguration.class,
			HealthEndpointAutoConfiguration.class, AvailabilityProbesAutoConfiguration.class);

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner().withConfiguration(HEALTH)
		.withUserConfiguration(Servers.class);

	@Test
	void healthIsOnThePortOfTheApplicationByDefault() {
		this.runner.run((context) -> assertThat(sites(context))
			.containsExactly(new ProbeSite(null, 8080, paths("/actuator/health"))));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			server.port=0                                                                        | ''
			server.port=9000                                                                     | 9000
			server.port=-1                                                                       | ''
			server.ssl.bundle=web                                                                | ''
			server.ssl.bundle=web,server.ssl.enabled=false                                       | 8080
			management.server.port=9001                                                          | 9001
			management.server.port=8080                                                          | 8080
			management.server.port=0                                                             | ''
			management.server.port=-1                                                            | ''
			management.server.port=9001,management.server.ssl.bundle=web                         | ''
			management.server.port=9001,server.ssl.bundle=web                                    | ''
			management.server.port=9001,server.ssl.bundle=web,management.server.ssl.enabled=false | 9001
			server.port=0,management.server.port=9001                                            | 9001
			management.endpoint.health.probes.enabled=false                                      | ''
			""")
	void portThatIsFixedAndNotEncryptedIsServed(String properties, String ports) {
		this.runner.withPropertyValues(properties.split(","))
			.run((context) -> assertThat(sites(context)).extracting((site) -> String.valueOf(site.port()))
				.containsExactlyElementsOf(ports.isEmpty() ? List.of() : List.of(ports)));
	}

	@Test
	void addressIsThatOfTheServer() {
		this.runner.withPropertyValues("server.address=127.0.0.1", "management.server.port=9001",
				"management.server.address=127.0.0.2", "management.endpoint.health.probes.add-additional-paths=true")
			.run((context) -> assertThat(sites(context)).extracting(ProbeSite::socketAddress)
				.extracting(Object::toString)
				.containsExactly("/127.0.0.2:9001", "/127.0.0.1:8080"));
	}

	@Test
	void otherGroupsAreNotReady() {
		this.runner.withPropertyValues("management.endpoint.health.group.slow.include=livenessState")
			.run((context) -> assertThat(sites(context).get(0).paths()).containsEntry("/actuator/health/slow",
					Probe.READINESS));
	}

	@Test
	void basePathOfAReactiveApplicationIsUsed() {
		new ReactiveWebApplicationContextRunner().withConfiguration(HEALTH)
			.withUserConfiguration(Servers.class, Endpoints.class)
			.withPropertyValues("spring.webflux.base-path=/shop", "server.servlet.context-path=/ignored")
			.run((context) -> assertThat(sites(context))
				.containsExactly(new ProbeSite(null, 8080, paths("/shop/actuator/health"))));
	}

	private static List<ProbeSite> sites(ApplicationContext context) {
		return new ProbeSites(context, context.getBean(HealthEndpointGroups.class)).find();
	}

	private static Map<String, Probe> paths(String health) {
		return Map.of(health, Probe.READINESS, health + "/liveness", Probe.LIVENESS, health + "/readiness",
				Probe.READINESS);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties({ ServerProperties.class, ManagementServerProperties.class })
	static class Servers {

	}

	/**
	 * What a reactive application has where the class path has what it needs.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(WebEndpointProperties.class)
	static class Endpoints {

	}

}
