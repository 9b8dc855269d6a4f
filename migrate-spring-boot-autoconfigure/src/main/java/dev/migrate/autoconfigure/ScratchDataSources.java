package dev.migrate.autoconfigure;

import java.util.Optional;

import javax.sql.DataSource;

import dev.migrate.database.ScratchConnections;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.util.StringUtils;

/**
 * Opens connections to scratch databases as the migrations of an application do to its
 * own, or as its properties say.
 */
final class ScratchDataSources implements ScratchConnections {

	private final @Nullable DataSource dataSource;

	private final ScratchProperties properties;

	ScratchDataSources(@Nullable DataSource dataSource, ScratchProperties properties) {
		this.dataSource = dataSource;
		this.properties = properties;
	}

	@Override
	public boolean isEnabled() {
		return this.properties.enabled();
	}

	@Override
	public Optional<DataSource> configured() {
		String url = this.properties.url();
		if (!StringUtils.hasText(url)) {
			return Optional.empty();
		}
		String username = this.properties.username();
		if (!StringUtils.hasText(username)) {
			return Optional.of(at(url));
		}
		return Optional.of(DataSourceBuilder.create()
			.type(SimpleDriverDataSource.class)
			.url(url)
			.username(username)
			.password(this.properties.password())
			.build());
	}

	@Override
	public DataSource at(String url) {
		if (this.dataSource == null) {
			return ScratchConnections.NONE.at(url);
		}
		try {
			return DataSourceBuilder.derivedFrom(this.dataSource).type(SimpleDriverDataSource.class).url(url).build();
		}
		catch (RuntimeException ex) {
			return ScratchConnections.NONE.at(url);
		}
	}

}
