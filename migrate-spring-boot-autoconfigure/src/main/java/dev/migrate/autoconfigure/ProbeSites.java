package dev.migrate.autoconfigure;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.migrate.actuate.Probe;
import dev.migrate.actuate.ProbeSite;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.PathMapper;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.health.actuate.endpoint.AdditionalHealthEndpointPath;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;
import org.springframework.web.context.WebApplicationContext;

/**
 * Finds out where an application will answer the probes of its health endpoint, before
 * its web server has started.
 *
 * @param application the context of the application
 * @param groups the groups of the health endpoint
 */
record ProbeSites(ApplicationContext application, HealthEndpointGroups groups) {

	private static final EndpointId HEALTH = EndpointId.of("health");

	private static final String LIVENESS = "liveness";

	private static final int DEFAULT_PORT = 8080;

	/**
	 * Return where the probes will be answered. Sites whose port is not fixed, or is
	 * encrypted, are left out.
	 * @return the sites; empty if the health endpoint has no liveness
	 */
	List<ProbeSite> find() {
		if (this.groups.get(LIVENESS) == null) {
			return List.of();
		}
		ManagementPortType management = ManagementPortType.get(environment());
		Map<String, Probe> ofServer = new LinkedHashMap<>();
		addAdditional(serverPrefix(), WebServerNamespace.SERVER, ofServer);
		List<ProbeSite> sites = new ArrayList<>();
		if (management == ManagementPortType.SAME) {
			addEndpoint(serverPrefix(), ofServer);
		}
		else if (management == ManagementPortType.DIFFERENT) {
			Map<String, Probe> ofManagement = new LinkedHashMap<>();
			String prefix = path(managementServer().getBasePath());
			addEndpoint(prefix, ofManagement);
			addAdditional(prefix, WebServerNamespace.MANAGEMENT, ofManagement);
			Ssl ssl = (managementServer().getSsl() != null) ? managementServer().getSsl() : server().getSsl();
			add(managementServer().getAddress(), managementServer().getPort(), ssl, ofManagement, sites);
		}
		add(server().getAddress(), Objects.requireNonNullElse(server().getPort(), DEFAULT_PORT), server().getSsl(),
				ofServer, sites);
		return sites;
	}

	private static void add(@Nullable InetAddress address, @Nullable Integer port, @Nullable Ssl ssl,
			Map<String, Probe> paths, List<ProbeSite> sites) {
		if (port != null && port > 0 && !Ssl.isEnabled(ssl) && !paths.isEmpty()) {
			sites.add(new ProbeSite(address, port, paths));
		}
	}

	private void addEndpoint(String prefix, Map<String, Probe> paths) {
		String health = prefix + path(this.application.getBean(WebEndpointProperties.class).getBasePath())
				+ path(PathMapper
					.getRootPath(this.application.getBeanProvider(PathMapper.class).orderedStream().toList(), HEALTH));
		paths.put(health, Probe.READINESS);
		for (String name : this.groups.getNames()) {
			paths.put(health + "/" + name, probe(name));
		}
	}

	private void addAdditional(String prefix, WebServerNamespace namespace, Map<String, Probe> paths) {
		for (String name : this.groups.getNames()) {
			HealthEndpointGroup group = this.groups.get(name);
			AdditionalHealthEndpointPath additional = (group != null) ? group.getAdditionalPath() : null;
			if (additional != null && additional.hasNamespace(namespace)) {
				paths.put(prefix + path(additional.getValue()), probe(name));
			}
		}
	}

	private static Probe probe(String group) {
		return group.equals(LIVENESS) ? Probe.LIVENESS : Probe.READINESS;
	}

	// The beans that know these paths belong to the web framework, and are not there for
	// all.
	private String serverPrefix() {
		return (this.application instanceof WebApplicationContext)
				? path(server().getServlet().getContextPath())
						+ path(environment().getProperty("spring.mvc.servlet.path"))
				: path(environment().getProperty("spring.webflux.base-path"));
	}

	private ServerProperties server() {
		return this.application.getBean(ServerProperties.class);
	}

	private ManagementServerProperties managementServer() {
		return this.application.getBean(ManagementServerProperties.class);
	}

	private Environment environment() {
		return this.application.getEnvironment();
	}

	private static String path(@Nullable String text) {
		String inner = StringUtils
			.trimTrailingCharacter(StringUtils.trimLeadingCharacter((text != null) ? text.strip() : "", '/'), '/');
		return inner.isEmpty() ? "" : "/" + inner;
	}

}
