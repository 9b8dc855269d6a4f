package dev.migrate.autoconfigure;

import java.util.Map;

import dev.migrate.command.mode.CommandModeGuard;

import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;
import org.springframework.orm.jpa.hibernate.LocalSessionFactoryBean;

/**
 * Keeps every entity manager factory and session factory, also an application's own, from
 * creating, changing or checking anything in the database in command mode: what differs
 * is what the command finds and corrects.
 */
class JpaGuard implements CommandModeGuard {

	private static final Map<String, String> SWITCHED_OFF = Map.of("hibernate.hbm2ddl.auto", "none",
			"jakarta.persistence.schema-generation.database.action", "none",
			"jakarta.persistence.schema-generation.scripts.action", "none",
			"hibernate.id.sequence.increment_size_mismatch_strategy", "none", "hibernate.query.startup_check", "false",
			"hibernate.query.mutation_strategy.global_temporary.create_tables", "false",
			"hibernate.query.mutation_strategy.persistent.create_tables", "false");

	// Named here so that this class cannot be made, and is left out, where there is no
	// JPA
	private final Class<?> entityManagerFactory = AbstractEntityManagerFactoryBean.class;

	@Override
	public void disarm(Object bean) {
		if (this.entityManagerFactory.isInstance(bean)) {
			((AbstractEntityManagerFactoryBean) bean).getJpaPropertyMap().putAll(SWITCHED_OFF);
		}
		if (bean instanceof LocalSessionFactoryBean sessionFactory) {
			sessionFactory.getHibernateProperties().putAll(SWITCHED_OFF);
		}
	}

}
