package dev.migrate.endtoend.databases;

import java.util.Map;

import javax.sql.DataSource;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

/**
 * An application with two databases and entities for each, of which Spring Boot migrates
 * only the first.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(
		excludeName = { "org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration",
				"org.springframework.modulith.events.jpa.JpaEventPublicationAutoConfiguration",
				"org.springframework.modulith.events.jpa.archiving.ArchivingAutoConfiguration",
				"org.springframework.modulith.events.config.EventPublicationAutoConfiguration" })
public class DatabasesApplication {

	@Bean
	@Primary
	DataSource dataSource(@Value("${orders.url}") String url, @Value("${orders.user:sa}") String user,
			@Value("${orders.password:}") String password) {
		return new DriverManagerDataSource(url, user, password);
	}

	@Bean
	@Primary
	LocalContainerEntityManagerFactoryBean entityManagerFactory(DataSource dataSource) {
		return factory(dataSource, "orders");
	}

	@Bean(defaultCandidate = false)
	DataSource auditDataSource(@Value("${audit.url}") String url, @Value("${audit.user:sa}") String user,
			@Value("${audit.password:}") String password) {
		return new DriverManagerDataSource(url, user, password);
	}

	@Bean(defaultCandidate = false)
	LocalContainerEntityManagerFactoryBean auditEntityManagerFactory(
			@Qualifier("auditDataSource") DataSource dataSource) {
		return factory(dataSource, "audit");
	}

	private static LocalContainerEntityManagerFactoryBean factory(DataSource dataSource, String unit) {
		LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
		factory.setDataSource(dataSource);
		factory.setPersistenceUnitName(unit);
		factory.setPackagesToScan(DatabasesApplication.class.getPackageName() + "." + unit);
		factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
		// Fails if the tables do not exist when it is initialized
		factory.setJpaPropertyMap(Map.of("hibernate.hbm2ddl.auto", "validate"));
		return factory;
	}

}
