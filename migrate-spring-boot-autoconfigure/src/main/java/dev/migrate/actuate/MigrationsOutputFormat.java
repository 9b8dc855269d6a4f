package dev.migrate.actuate;

import java.nio.charset.StandardCharsets;

import org.springframework.boot.actuate.endpoint.ApiVersion;
import org.springframework.boot.actuate.endpoint.Producible;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/**
 * The forms in which the migrations endpoint can be had over HTTP.
 * <p>
 * Where a request accepts several, the last one here is taken: browsers ask for a page
 * and for anything else after it, programs do not ask for a page.
 */
public enum MigrationsOutputFormat implements Producible<MigrationsOutputFormat> {

	/**
	 * JSON in version 2 of Actuator's API.
	 */
	V2(ApiVersion.V2.getProducedMimeType()),

	/**
	 * JSON as any program reads it.
	 */
	JSON(MimeTypeUtils.APPLICATION_JSON),

	/**
	 * JSON in version 3 of Actuator's API, which is what its endpoints return unasked.
	 */
	V3(ApiVersion.V3.getProducedMimeType()) {

		@Override
		public boolean isDefault() {
			return true;
		}

	},

	/**
	 * A page for browsers.
	 */
	HTML(new MimeType(MimeTypeUtils.TEXT_HTML, StandardCharsets.UTF_8));

	private final MimeType mimeType;

	MigrationsOutputFormat(MimeType mimeType) {
		this.mimeType = mimeType;
	}

	@Override
	public MimeType getProducedMimeType() {
		return this.mimeType;
	}

}
