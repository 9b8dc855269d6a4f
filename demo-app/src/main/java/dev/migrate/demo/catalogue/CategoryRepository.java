package dev.migrate.demo.catalogue;

import java.util.List;

import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;

interface CategoryRepository extends JpaRepository<Category, Long> {

	@Override
	@EntityGraph(attributePaths = "products")
	List<Category> findAll();

}
