package dev.migrate.autoconfigure;

import java.sql.Connection;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

class JdbcUrlsTests {

	private static final String URL = "jdbc:postgresql://nowhere/shop";

	@Test
	void poolIsNotOpened() {
		try (HikariDataSource pool = new HikariDataSource()) {
			pool.setJdbcUrl(URL);
			assertThat(JdbcUrls.of(pool).get()).isEqualTo(URL);
			assertThat(pool.isRunning()).isFalse();
		}
	}

	@Test
	void wrappedDataSourceIsUnwrapped() {
		DriverManagerDataSource plain = new DriverManagerDataSource(URL);
		assertThat(JdbcUrls.of(plain).get()).isEqualTo(URL);
		assertThat(JdbcUrls.of(new DelegatingDataSource(new DelegatingDataSource(plain))).get()).isEqualTo(URL);
		assertThat(JdbcUrls.of((DelegatingDataSource) new ProxyFactory(new DelegatingDataSource(plain)) {
			{
				setProxyTargetClass(true);
			}
		}.getProxy()).get()).isEqualTo(URL);
	}

	@Test
	void dataSourceWithoutUrlIsSupported() {
		assertThat(JdbcUrls.of(new AbstractDataSource() {

			@Override
			public Connection getConnection() {
				throw new IllegalStateException();
			}

			@Override
			public Connection getConnection(String username, String password) {
				throw new IllegalStateException();
			}

		}).get()).isNull();
	}

}
