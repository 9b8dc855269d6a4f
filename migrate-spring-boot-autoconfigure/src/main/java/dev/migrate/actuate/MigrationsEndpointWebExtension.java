package dev.migrate.actuate;

import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/**
 * The web extension of the migrations endpoint: JSON for programs, and a page for
 * browsers.
 */
@EndpointWebExtension(endpoint = MigrationsEndpoint.class)
public class MigrationsEndpointWebExtension {

	private final MigrationsEndpoint endpoint;

	/**
	 * Create an extension.
	 * @param endpoint the endpoint that it shows
	 */
	public MigrationsEndpointWebExtension(MigrationsEndpoint endpoint) {
		this.endpoint = endpoint;
	}

	/**
	 * Return the status of each database in the requested format.
	 * @param format the form
	 * @return a {@link MigrationsDescriptor}, or the text of a page
	 */
	@ReadOperation(producesFrom = MigrationsOutputFormat.class)
	public WebEndpointResponse<Object> migrations(MigrationsOutputFormat format) {
		MigrationsDescriptor migrations = this.endpoint.migrations();
		Object body = (format == MigrationsOutputFormat.HTML) ? new MigrationsPage(migrations).toHtml() : migrations;
		return new WebEndpointResponse<>(body, format);
	}

}
