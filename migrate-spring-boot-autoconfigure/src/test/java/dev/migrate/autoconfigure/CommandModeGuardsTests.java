package dev.migrate.autoconfigure;

import java.util.Map;

import liquibase.integration.spring.SpringLiquibase;
import org.junit.jupiter.api.Test;

import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.hibernate.LocalSessionFactoryBean;

import static org.assertj.core.api.Assertions.assertThat;

class CommandModeGuardsTests {

	@Test
	void liquibaseDoesNothing() {
		SpringLiquibase liquibase = new SpringLiquibase();
		liquibase.setShouldRun(true);
		liquibase.setDropFirst(true);
		liquibase.setClearCheckSums(true);
		liquibase.setTestRollbackOnUpdate(true);
		new LiquibaseGuard().disarm(liquibase);
		assertThat(liquibase).extracting("shouldRun", "dropFirst", "clearCheckSums", "testRollbackOnUpdate")
			.containsExactly(false, false, false, false);
	}

	@Test
	void entityManagerFactoryGeneratesNothing() {
		LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
		factory.setJpaPropertyMap(Map.of("hibernate.hbm2ddl.auto", "create-drop", "other", "kept"));
		new JpaGuard().disarm(factory);
		assertThat(factory.getJpaPropertyMap()).containsEntry("hibernate.hbm2ddl.auto", "none")
			.containsEntry("jakarta.persistence.schema-generation.database.action", "none")
			.containsEntry("jakarta.persistence.schema-generation.scripts.action", "none")
			.containsEntry("other", "kept");
	}

	@Test
	void sessionFactoryGeneratesNothing() {
		LocalSessionFactoryBean factory = new LocalSessionFactoryBean();
		factory.getHibernateProperties().setProperty("hibernate.hbm2ddl.auto", "update");
		new JpaGuard().disarm(factory);
		assertThat(factory.getHibernateProperties()).containsEntry("hibernate.hbm2ddl.auto", "none");
	}

	@Test
	void otherBeansAreLeftAlone() {
		new LiquibaseGuard().disarm("a bean");
		new JpaGuard().disarm("a bean");
	}

}
