package dev.migrate.endtoend;

import javax.sql.DataSource;

import liquibase.integration.spring.SpringLiquibase;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * An application with two databases, each with its own changelog.
 */
@Configuration(proxyBeanMethods = false)
@Import(PlainApplication.class)
class TwoDatabasesApplication {

	@Bean
	@Primary
	DataSource dataSource(@Value("${shop.url}") String url) {
		return new DriverManagerDataSource(url, "sa", "");
	}

	@Bean(defaultCandidate = false)
	DataSource auditDataSource(@Value("${audit.url}") String url) {
		return new DriverManagerDataSource(url, "sa", "");
	}

	@Bean
	@Primary
	SpringLiquibase liquibase(DataSource dataSource, @Value("${spring.liquibase.change-log}") String changeLog) {
		return bean(dataSource, changeLog);
	}

	@Bean
	SpringLiquibase auditLiquibase(@Qualifier("auditDataSource") DataSource dataSource,
			@Value("${audit.change-log}") String changeLog) {
		return bean(dataSource, changeLog);
	}

	private static SpringLiquibase bean(DataSource dataSource, String changeLog) {
		SpringLiquibase liquibase = new SpringLiquibase();
		liquibase.setDataSource(dataSource);
		liquibase.setChangeLog(changeLog);
		return liquibase;
	}

}
