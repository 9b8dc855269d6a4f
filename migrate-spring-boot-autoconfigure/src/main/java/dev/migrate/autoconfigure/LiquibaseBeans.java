package dev.migrate.autoconfigure;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import javax.sql.DataSource;

import liquibase.integration.spring.SpringLiquibase;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.StringUtils;

/**
 * The {@link SpringLiquibase} beans of an application, each under the name that its
 * database has for people.
 * <p>
 * The name is the bean's, without the word "liquibase": {@code ordersLiquibase} is
 * {@code orders}. Where nothing is left, it is {@code main}.
 */
final class LiquibaseBeans {

	private static final String WORD = "liquibase";

	private final ConfigurableListableBeanFactory beanFactory;

	private final StandbyLiquibase standby;

	private final Set<String> configured;

	LiquibaseBeans(ConfigurableListableBeanFactory beanFactory, StandbyLiquibase standby, Set<String> configured) {
		this.beanFactory = beanFactory;
		this.standby = standby;
		this.configured = configured;
	}

	/**
	 * Return the beans, and the one that Spring Boot would make if it were enabled. Where
	 * the application has beans of its own, Spring Boot would make none.
	 * @return the beans by name, the primary one first
	 */
	Map<String, SpringLiquibase> byName() {
		Map<String, SpringLiquibase> beans = new LinkedHashMap<>(
				BeanFactoryUtils.beansOfTypeIncludingAncestors(this.beanFactory, SpringLiquibase.class));
		DataSource dataSource = this.beanFactory.getBeanProvider(DataSource.class).getIfUnique();
		if (beans.isEmpty() || (dataSource != null && isForOthers(beans, dataSource))) {
			beans.putAll(this.standby.beans());
		}
		List<Map.Entry<String, SpringLiquibase>> sorted = beans.entrySet()
			.stream()
			.sorted(Comparator.comparing((bean) -> rank(bean.getKey(), bean.getValue(), dataSource)))
			.toList();
		Map<String, SpringLiquibase> named = new LinkedHashMap<>();
		for (Map.Entry<String, SpringLiquibase> bean : sorted) {
			String name = databaseName(bean.getKey());
			named.put(named.containsKey(name) ? bean.getKey() : name, bean.getValue());
		}
		return named;
	}

	private boolean isForOthers(Map<String, SpringLiquibase> beans, DataSource dataSource) {
		return this.configured.containsAll(beans.keySet())
				&& beans.values().stream().noneMatch((bean) -> bean.getDataSource() == dataSource);
	}

	private int rank(String beanName, SpringLiquibase bean, @Nullable DataSource dataSource) {
		if (this.beanFactory.containsBeanDefinition(beanName)
				&& this.beanFactory.getBeanDefinition(beanName).isPrimary()) {
			return 0;
		}
		return (bean.getDataSource() == dataSource) ? 1 : 2;
	}

	static String databaseName(String beanName) {
		String name = beanName;
		if (name.toLowerCase(Locale.ROOT).startsWith(WORD)) {
			name = name.substring(WORD.length());
		}
		else if (name.toLowerCase(Locale.ROOT).endsWith(WORD)) {
			name = name.substring(0, name.length() - WORD.length());
		}
		return (name.isEmpty()) ? "main" : StringUtils.uncapitalize(name);
	}

}
